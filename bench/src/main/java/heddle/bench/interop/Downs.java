package heddle.bench.interop;

import heddle.client.Middleware;
import heddle.client.Response;
import heddle.client.body.Pieces;
import heddle.client.download.Download;
import heddle.client.download.DownloadOptions;
import heddle.http.ConnectionLostException;
import heddle.http.Phase;
import heddle.http.coding.ContentDecoder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Trials of what comes down.
final class Downs {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final long CUT_AFTER = 1 << 20;

    private Downs() {}

    static void get(Visit visit) throws Exception {
        byte[] right = visit.curl().body();
        try (var session = visit.session();
                Response response = visit.checked(session.get(visit.url()).send())) {
            require(response, OK);
            Complaint.unless(Arrays.equals(response.bytes(), right), "the body is not what curl got");
        }
    }

    static void head(Visit visit) throws Exception {
        try (var session = visit.session()) {
            var head = visit.checked(session.head(visit.url()).discard());
            Complaint.unless(head.status().code() == OK, "the status is %s", head.status());
            Complaint.unless(head.bodyBytes() == 0, "a body of %d bytes came", head.bodyBytes());
            var whole = session.get(visit.url()).uncompressed().discard();
            var announced = head.headers().first("Content-Length");
            Complaint.unless(
                    announced.isEmpty() || announced.get().equals(Long.toString(whole.bodyBytes())),
                    "%s bytes were announced, and GET gave %d",
                    announced,
                    whole.bodyBytes());
        }
    }

    /// The same as a small one, by digests that curl's body has.
    static void large(Visit visit) throws Exception {
        byte[] right = Digests.sha256(visit.curl().body());
        try (var session = visit.session();
                Response response = visit.checked(session.get(visit.url()).send())) {
            require(response, OK);
            byte[] body = response.bytes();
            Complaint.unless(body.length > CUT_AFTER, "it has only %d bytes", body.length);
            Complaint.unless(Arrays.equals(Digests.sha256(body), right), "its digest is not that of what curl got");
        }
    }

    /// Both ask in the same words, for one server answers with what it was asked.
    static void compressed(Visit visit) throws Exception {
        try (var session = visit.session(options -> options.userAgent("interop"));
                Response response = visit.checked(session.get(visit.url()).send())) {
            require(response, OK);
            Complaint.unless(response.headers().has("Content-Encoding"), "it was not compressed");
            byte[] body = response.bytes();
            byte[] right = visit.curl(
                            "--compressed",
                            "-A",
                            "interop",
                            "-H",
                            "Accept-Encoding: " + ContentDecoder.acceptEncoding())
                    .body();
            Complaint.unless(Arrays.equals(body, right), "decoded, it is not what curl got");
        }
    }

    static void redirected(Visit visit) throws Exception {
        try (var session = visit.session();
                Response response = visit.checked(session.get(visit.url()).send())) {
            require(response, OK);
            Complaint.unless(response.redirects().size() == 1, "it went by %s", response.redirects());
            byte[] right =
                    Curl.ask(visit.peer().protocol(), response.url().href()).body();
            Complaint.unless(Arrays.equals(response.bytes(), right), "the body is not what curl got there");
        }
    }

    static void range(Visit visit) throws Exception {
        byte[] right = visit.curl("-r", "1000-1999").body();
        try (var session = visit.session();
                Response response = visit.checked(session.get(visit.url())
                        .header("Range", "bytes=1000-1999")
                        .send())) {
            require(response, PARTIAL_CONTENT);
            byte[] part = response.bytes();
            Complaint.unless(part.length == 1000 && Arrays.equals(part, right), "%d bytes came", part.length);
        }
    }

    /// A download whose connection is lost once, after a good part of it.
    static void resumed(Visit visit) throws Exception {
        byte[] right = Digests.sha256(visit.curl().body());
        var file = visit.folder().resolve("resumed-" + visit.peer().protocol());
        try (var session = visit.session(options -> options.middleware(cuttingOnce()))) {
            var options = DownloadOptions.defaults().backoff(Duration.ofMillis(1), Duration.ofMillis(1));
            var done = Download.to(file, options, () -> session.get(visit.url()));
            Complaint.unless(done.requests() == 2, "it took %d requests", done.requests());
            Complaint.unless(
                    Arrays.equals(Digests.sha256(Files.readAllBytes(file)), right),
                    "the digest of the file is not that of what curl got");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Middleware cuttingOnce() {
        var isCut = new AtomicBoolean();
        return (request, next) -> {
            Response response = next.send(request);
            if (isCut.getAndSet(true)) {
                Complaint.unless(
                        response.status().code() == PARTIAL_CONTENT, "the rest was asked for: %s", response.status());
                return response;
            }
            return response.withBody(Downs::cut);
        };
    }

    private static Pieces cut(Pieces whole) {
        long[] come = {0};
        return new Pieces() {
            @Override
            public byte[] next() {
                if (come[0] > CUT_AFTER) {
                    throw new ConnectionLostException(Phase.READ, "cut on purpose", null);
                }
                byte[] piece = whole.next();
                come[0] += piece == null ? 0 : piece.length;
                return piece;
            }

            @Override
            public void close() {
                whole.close();
            }
        };
    }

    /// The path of the trial has the field that is to come after a `#`.
    static void trailers(Visit visit) {
        String[] field = visit.path().substring(visit.path().indexOf('#') + 1).split(": ", 2);
        try (var session = visit.session();
                Response response = visit.checked(session.get(visit.url()).send())) {
            require(response, OK);
            Complaint.unless(response.bytes().length > 0, "no body came");
            var come = response.trailers().first(field[0]);
            Complaint.unless(come.equals(Optional.of(field[1])), "the trailers are %s", response.trailers());
        }
    }

    private static void require(Response response, int status) {
        Complaint.unless(response.status().code() == status, "the status is %s", response.status());
    }
}
