package heddle.server.origin;

import heddle.async.Async;
import heddle.http.Status;
import heddle.http.event.ServerSentEvent;
import heddle.server.EventWriter;
import heddle.server.Handler;
import heddle.server.RefusedRequestException;
import heddle.server.Reply;
import heddle.server.ServerRequest;
import java.time.Duration;

/// `/events/{n}`: a feed of n events, `interval` milliseconds apart. A connection gives `cut` of them at most, and
/// the next one goes on after `Last-Event-ID`; after the last there is 204, which ends the feed.
final class EventsRoute implements Handler {
    private static final long EVENTS_MAX = 1_000_000;
    private static final long INTERVAL_MAX = 600_000;

    @Override
    public Reply handle(ServerRequest request) {
        long count = request.parameterNumber("n", 0, EVENTS_MAX);
        long cut = request.queryNumber("cut", 1, EVENTS_MAX, EVENTS_MAX);
        var interval = Duration.ofMillis(request.queryNumber("interval", 0, INTERVAL_MAX, 1000));
        long from = lastId(request);
        if (from >= count) {
            return Reply.empty(Status.of(204));
        }
        long to = Math.min(count, from + cut);
        return Reply.events(events -> write(events, from, to, interval));
    }

    private static void write(EventWriter events, long from, long to, Duration interval) {
        events.reconnection(interval);
        for (long id = from + 1; id <= to; id++) {
            events.send(ServerSentEvent.of("event " + id).id(Long.toString(id)));
            if (!interval.isZero() && id < to) {
                Async.sleep(interval);
            }
        }
    }

    private static long lastId(ServerRequest request) {
        String id = request.headers().first("Last-Event-ID").orElse("0");
        if (id.isEmpty() || id.length() > 9 || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RefusedRequestException(Status.BAD_REQUEST, "Last-Event-ID is no event of this feed");
        }
        return Long.parseLong(id);
    }
}
