package heddle.fetch.sitemap;

import heddle.async.Async;
import heddle.async.Loops;
import heddle.async.task.CancelledException;
import heddle.client.ClientSession;
import heddle.client.Response;
import heddle.client.SessionOptions;
import heddle.fetch.list.Compression;
import heddle.fetch.output.OutputException;
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
import java.time.Duration;
import java.util.Objects;

/// Where sitemaps come from: files, and one after the other from the network, each by way of a temporary file, so
/// that a slow reader holds no connection. Blocks.
final class Documents implements Closeable {
    private static final int TRIES = 3;
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final Loops loops;
    private final ClientSession session;

    /// @param bytesMax of one
    Documents(SessionOptions options, long bytesMax) {
        loops = Loops.open(1);
        session = ClientSession.open(_ -> options.limits(limits -> limits.bodyBytesMax(bytesMax)));
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
            throw new OutputException(file, Objects.requireNonNull(e.getCause()));
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
        for (int attempt = 1; attempt < TRIES; attempt++) {
            try {
                copy(url, file);
                return;
            } catch (HttpException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
            }
            Async.sleep(DELAY.multipliedBy(attempt));
        }
        copy(url, file);
    }

    private void copy(Url url, Path file) {
        try (Response response = session.get(url).raiseForStatus().send();
                OutputStream target = Files.newOutputStream(file)) {
            response.body().transferTo(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (loops) {
            session.close();
        }
    }
}
