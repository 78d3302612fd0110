package heddle.client.download;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.client.Response;
import heddle.http.ConnectionLostException;
import heddle.http.Headers;
import heddle.http.HttpDate;
import heddle.http.HttpException;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import heddle.http.Status;
import heddle.http.StatusException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// A download to a file that survives lost connections and killed processes: it goes on where it was cut, if the server
/// still has the same.
///
///     Downloaded done = Download.to(Path.of("image.iso"), session, "https://example.com/image.iso");
///
/// What has come is in `image.iso.part`, and takes the name at the end, in one step, when it is complete and
/// its checksum right; until then the file of that name is as it was. Whether the server still has the same
/// is its own to say: it is asked for the rest by Range with If-Range (RFC 9110, 13.1.5), by a strong `ETag`
/// or a date that is old enough, and sends all if it has something else. Without either a download begins
/// anew. Bodies are asked for uncompressed.
public final class Download {
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int PARTIAL_CONTENT = 206;

    private final Path file;
    private final DownloadOptions options;
    private final Supplier<Request> requests;
    private int sent;
    private int fruitless;
    private long resumedBytes;
    private long furthest;

    private Download(Path file, DownloadOptions options, Supplier<Request> requests) {
        this.file = file;
        this.options = options;
        this.requests = requests;
    }

    /// Downloads what a URL has, with default options. Parks.
    ///
    /// Throws the [HttpException] of the last try, a [StatusException] for a status that is no success, or an
    /// [IOException] when the file cannot be written. What has come so far stays for the next time.
    public static Downloaded to(Path file, ClientSession session, String url) throws IOException {
        return to(file, DownloadOptions.defaults(), () -> session.get(url));
    }

    /// As [#to(Path, ClientSession, String)], with a request that is made anew for each try. Throws
    /// [ChecksumException], too.
    public static Downloaded to(Path file, DownloadOptions options, Supplier<Request> requests) throws IOException {
        return new Download(file, options, requests).run();
    }

    private Downloaded run() throws IOException {
        try (PartFile part = Async.toThread(() -> PartFile.open(file))) {
            furthest = part.bytes();
            while (true) {
                try {
                    Optional<Downloaded> done = attempt(part);
                    if (done.isPresent()) {
                        return finish(part, done.get());
                    }
                    fruitless++;
                } catch (HttpException failure) {
                    fruitless = part.bytes() > furthest ? 1 : fruitless + 1;
                    furthest = Math.max(furthest, part.bytes());
                    if (!failure.isRetryable() || fruitless >= options.triesMax()) {
                        throw failure;
                    }
                }
                Duration wait = options.backoff().draw(fruitless, ThreadLocalRandom.current());
                Async.sleep(wait);
            }
        }
    }

    /// One request; empty if what is there is of no use, and all is to be begun anew.
    private Optional<Downloaded> attempt(PartFile part) throws IOException {
        Request request = requests.get().uncompressed().header("Accept-Encoding", "identity");
        String name = request.toString();
        long have = part.bytes();
        String validator = have == 0 ? "" : part.validator(name);
        if (!validator.isEmpty()) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", validator);
        }
        try (Response response = request.send()) {
            sent++;
            OptionalLong whole = OptionalLong.empty();
            if (!validator.isEmpty() && response.status().code() == RANGE_NOT_SATISFIABLE) {
                whole = ContentRange.of(response.headers())
                        .map(ContentRange::whole)
                        .orElse(whole);
                if (whole.orElse(-1) != have) {
                    part.begin(name, "");
                    return Optional.empty();
                }
            } else {
                whole = receive(part, name, response, validator.isEmpty() ? 0 : have);
            }
            requireWhole(part.bytes(), whole);
            return Optional.of(
                    new Downloaded(file, part.bytes(), resumedBytes, sent, response.url(), response.headers()));
        }
    }

    /// Writes what comes; how long the whole is, if that was said.
    private OptionalLong receive(PartFile part, String name, Response response, long have) throws IOException {
        boolean isRest = have > 0 && response.status().code() == PARTIAL_CONTENT;
        OptionalLong whole = OptionalLong.empty();
        if (isRest) {
            ContentRange range = ContentRange.of(response.headers())
                    .filter(it -> it.first().orElse(-1) == have)
                    .orElseThrow(() -> new ProtocolException(
                            "the server was asked for bytes from %d on and sent others: Content-Range is '%s'"
                                    .formatted(
                                            have,
                                            response.headers()
                                                    .first("Content-Range")
                                                    .orElse("missing"))));
            whole = range.whole();
            resumedBytes = sent == 1 ? have : resumedBytes;
        } else {
            requireSuccess(response);
            resumedBytes = 0;
            String validator =
                    validator(response.headers(), Loop.current().time().instant());
            Async.toThread(() -> part.begin(name, validator));
        }
        for (ByteBuffer piece = response.body().read();
                piece.hasRemaining();
                piece = response.body().read()) {
            ByteBuffer bytes = piece;
            Async.toThread(() -> part.append(bytes));
        }
        return whole;
    }

    private static void requireSuccess(Response response) {
        Status status = response.raiseForStatus().status();
        if (!status.isSuccess() || status.code() == PARTIAL_CONTENT) {
            response.release();
            throw new StatusException(status);
        }
    }

    /// A body of unknown length that was cut shows here.
    private static void requireWhole(long bytes, OptionalLong whole) {
        if (whole.isPresent() && whole.getAsLong() != bytes) {
            throw new ConnectionLostException(
                    Phase.READ, "there are %d of %d bytes".formatted(bytes, whole.getAsLong()), null);
        }
    }

    /// By what the server knows it again: a strong tag, or a date that is at least a second older than the
    /// answer, so that nothing can have changed within it (RFC 9110, 8.8.2.2); empty for neither.
    private static String validator(Headers headers, Instant now) {
        Optional<String> tag = headers.first("ETag").filter(it -> it.startsWith("\""));
        if (tag.isPresent()) {
            return tag.get();
        }
        Optional<Instant> date = headers.first("Date").flatMap(it -> HttpDate.parse(it, now));
        return headers.first("Last-Modified")
                .filter(it -> HttpDate.parse(it, now)
                        .flatMap(changed -> date.map(sent -> changed.isBefore(sent)))
                        .orElse(false))
                .orElse("");
    }

    private Downloaded finish(PartFile part, Downloaded done) throws IOException {
        Optional<Checksum> checksum = options.checksum();
        if (checksum.isPresent()) {
            String actual = Async.toThread(() -> checksum.get().of(part.path()));
            if (!actual.equals(checksum.get().hex())) {
                part.drop();
                throw new ChecksumException(file, checksum.get(), actual);
            }
        }
        Async.toThread(part::keep);
        return done;
    }
}
