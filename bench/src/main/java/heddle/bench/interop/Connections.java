package heddle.bench.interop;

import heddle.client.ClientSession;
import heddle.client.Response;

/// Trials of what becomes of connections.
final class Connections {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private Connections() {}

    static void reused(Visit visit) {
        try (var session = visit.session()) {
            for (int i = 0; i < 5; i++) {
                visit.checked(session.get(visit.url()).discard());
            }
            requireOne(session, 5);
        }
    }

    /// A response that is given up in its middle harms none that follows.
    static void givenUp(Visit visit) {
        try (var session = visit.session()) {
            for (int i = 0; i < 3; i++) {
                try (Response response = visit.checked(session.get(visit.url()).send())) {
                    Complaint.unless(response.body().read().hasRemaining(), "nothing came");
                }
            }
            var whole = session.get(visit.url()).discard();
            Complaint.unless(whole.status().isSuccess(), "then the status is %s", whole.status());
            if (visit.peer().protocol().isHttp2()) {
                requireOne(session, 4);
            }
        }
    }

    static void withoutContent(Visit visit) {
        try (var session = visit.session()) {
            for (int i = 0; i < 2; i++) {
                requireEmpty(visit, visit.checked(session.get(visit.url()).send()), NO_CONTENT);
            }
            requireOne(session, 2);
        }
    }

    static void notModified(Visit visit) {
        try (var session = visit.session()) {
            var first = visit.checked(session.get(visit.url()).discard());
            var tag = first.headers().first("ETag");
            var date = first.headers().first("Last-Modified");
            Complaint.unless(tag.isPresent() || date.isPresent(), "it has no validator");
            for (int i = 0; i < 2; i++) {
                var again = session.get(visit.url());
                tag.ifPresent(value -> again.header("If-None-Match", value));
                date.ifPresent(value -> again.header("If-Modified-Since", value));
                requireEmpty(visit, again.send(), NOT_MODIFIED);
            }
            requireOne(session, 3);
        }
    }

    private static void requireEmpty(Visit visit, Response response, int status) {
        try (response) {
            Complaint.unless(response.status().code() == status, "the status is %s", response.status());
            byte[] body = response.bytes();
            Complaint.unless(body.length == 0, "a body of %d bytes came from %s", body.length, visit.url());
        }
    }

    private static void requireOne(ClientSession session, int requests) {
        var statistics = session.statistics();
        Complaint.unless(
                statistics.dialled() == 1 && statistics.requests() == requests,
                "%d requests took %d connections",
                statistics.requests(),
                statistics.dialled());
    }
}
