package heddle.fetch.sitemap.walk;

import heddle.async.LoopOptions;
import heddle.async.Loops;
import heddle.async.task.CancelledException;
import heddle.client.Response;
import heddle.client.SessionOptions;
import heddle.fetch.exchange.Sessions;
import heddle.fetch.list.Compression;
import heddle.fetch.options.Politeness;
import heddle.fetch.output.OutputException;
import heddle.fetch.sitemap.SitemapException;
import heddle.http.HttpException;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Where sitemaps come from: files, and one after the other from the network, each by way of a temporary file, so
/// that a slow reader holds no connection. Blocks.
final class Documents implements Closeable {
    private final Loops loops;
    private final Sessions sessions;
    private final Manners manners;

    /// @param bytesMax of one
    Documents(SessionOptions options, Politeness politeness, LoopOptions runtime, long bytesMax) {
        loops = Loops.open(1, runtime);
        sessions = Sessions.open(options.limits(limits -> limits.bodyBytesMax(bytesMax)));
        manners = new Manners(sessions, politeness, runtime.time());
    }

    /// The bytes of a sitemap, decompressed.
    ///
    /// @param isNamed whether another sitemap names it: then it must be in the network
    InputStream open(String location, boolean isNamed) throws IOException {
        boolean isUrl = isNamed || location.matches("(?i)https?://.*");
        InputStream raw = new BufferedInputStream(isUrl ? download(location) : Files.newInputStream(Path.of(location)));
        try {
            return Compression.of(raw).decoded("it", raw);
        } catch (IOException | RuntimeException | Error e) {
            raw.close();
            throw e;
        }
    }

    private InputStream download(String location) throws IOException {
        Path file = Files.createTempFile("heddle", ".sitemap");
        try {
            Url url = Url.parse(location);
            loops.submit(() -> download(url, file)).await();
            return Files.newInputStream(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (UrlParseException | HttpException e) {
            Files.deleteIfExists(file);
            String reason = e instanceof HttpException known ? known.detail() : e.getMessage();
            throw new SitemapException("it cannot be had: " + reason, e);
        } catch (UncheckedIOException e) {
            Files.deleteIfExists(file);
            throw e.getCause() instanceof SitemapException told
                    ? told
                    : new OutputException(file, Objects.requireNonNull(e.getCause()));
        } catch (CancelledException e) {
            Files.deleteIfExists(file);
            throw new InterruptedIOException("the job was stopped while a sitemap was on its way");
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /// On the loop, which has nothing else to do.
    private void download(Url url, Path file) {
        try {
            boolean isDone = false;
            for (int attempt = 1; !isDone; attempt++) {
                manners.await(url);
                isDone = isCopied(url, file, attempt);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether it is there; false when it is to be tried again.
    private boolean isCopied(Url url, Path file, int attempt) throws IOException {
        try (Response response = sessions.pages().get(url).send()) {
            if (attempt < Manners.TRIES && response.status().isRetryable()) {
                manners.leave(url, response, attempt);
                return false;
            }
            try (OutputStream target = Files.newOutputStream(file)) {
                response.raiseForStatus().body().transferTo(target);
                return true;
            }
        } catch (HttpException e) {
            if (attempt == Manners.TRIES || !e.isRetryable()) {
                throw e;
            }
            manners.leave(url, attempt);
            return false;
        }
    }

    @Override
    public void close() {
        try (loops) {
            sessions.close();
        }
    }
}
