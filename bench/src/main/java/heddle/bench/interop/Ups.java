package heddle.bench.interop;

import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.client.body.BodySource;
import heddle.client.body.RequestBody;
import heddle.client.trace.ExchangeEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// Trials of what goes up, to a path that sends it back: as it is, or in the `data` of a JSON object.
final class Ups {
    private static final int SMALL = 10_000;
    private static final int LARGE = 8 << 20;

    private Ups() {}

    static void post(Visit visit) {
        String text = text(SMALL);
        echoed(visit, text, request -> request.body(text));
    }

    static void chunked(Visit visit) {
        String text = text(SMALL);
        echoed(visit, text, request -> request.body(source(text)));
    }

    static void large(Visit visit) throws Exception {
        String text = text(LARGE);
        var file = visit.folder().resolve("up-" + visit.peer().protocol());
        Files.writeString(file, text);
        try {
            RequestBody body = RequestBody.of(file);
            echoed(visit, text, request -> request.body(body));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// The body goes out once the server has said 100.
    static void invited(Visit visit) {
        var invitations = new AtomicInteger();
        String text = text(SMALL);
        try (var session = visit.session(options -> options.listener(event -> {
            if (event instanceof ExchangeEvent.InterimReceived interim
                    && interim.status().code() == 100) {
                invitations.incrementAndGet();
            }
        }))) {
            echoed(visit, session, text, request -> request.body(text).expectContinue());
        }
        Complaint.unless(invitations.get() == 1, "%d invitations came", invitations.get());
    }

    private static void echoed(Visit visit, String text, UnaryOperator<Request> body) {
        try (var session = visit.session()) {
            echoed(visit, session, text, body);
        }
    }

    private static void echoed(Visit visit, ClientSession session, String text, UnaryOperator<Request> body) {
        var request = session.post(visit.url()).header("Content-Type", "text/plain");
        try (var response = visit.checked(body.apply(request).send())) {
            Complaint.unless(response.status().isSuccess(), "the status is %s", response.status());
            String back = response.text();
            boolean isSame = back.equals(text) || back.contains("\"data\":\"" + text + "\"");
            Complaint.unless(isSame, "%d characters came back, and not those that went", back.length());
        }
    }

    private static BodySource source(String text) {
        return BodySource.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /// Letters that no coding has to escape, the same each time.
    private static String text(int length) {
        return new Random(1)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
