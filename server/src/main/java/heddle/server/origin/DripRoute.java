package heddle.server.origin;

import heddle.async.Async;
import heddle.http.Status;
import heddle.server.BodyWriter;
import heddle.server.Handler;
import heddle.server.RefusedRequestException;
import heddle.server.Reply;
import heddle.server.ServerRequest;
import java.time.Duration;
import java.util.Arrays;

/// `/drip`: a body that comes a bit at a time. After `delay` seconds the head, then `numbytes` bytes spread over
/// `duration` seconds, in steps of a millisecond at least.
final class DripRoute implements Handler {
    private static final long BYTES_MAX = 10L * 1024 * 1024;

    @Override
    public Reply handle(ServerRequest request) {
        Duration duration = seconds(request, "duration", 2);
        Duration delay = seconds(request, "delay", 0);
        int count = (int) request.queryNumber("numbytes", 1, BYTES_MAX, 10);
        int code = (int) request.queryNumber("code", 200, 599, 200);
        if (!delay.isZero()) {
            Async.sleep(delay);
        }
        return Reply.stream("application/octet-stream", count, writer -> drip(writer, count, duration))
                .status(Status.of(code));
    }

    private static void drip(BodyWriter writer, int count, Duration duration) {
        int steps = Math.clamp(duration.toMillis(), 1, count);
        Duration pause = duration.dividedBy(steps);
        byte[] drops = new byte[count / steps + 1];
        Arrays.fill(drops, (byte) '*');
        for (int step = 0; step < steps; step++) {
            long from = (long) count * step / steps;
            long to = (long) count * (step + 1) / steps;
            writer.write(drops, 0, (int) (to - from));
            writer.flush();
            if (!pause.isZero()) {
                Async.sleep(pause);
            }
        }
    }

    /// A number of seconds, with or without a fraction, up to ten minutes.
    private static Duration seconds(ServerRequest request, String name, double fallback) {
        String text = request.query(name).orElse(Double.toString(fallback));
        try {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0 && seconds <= 600) {
                return Duration.ofNanos((long) (seconds * 1e9));
            }
        } catch (NumberFormatException _) {
            // refused below, as one out of range is
        }
        throw new RefusedRequestException(Status.BAD_REQUEST, name + " must be a number of seconds from 0 to 600");
    }
}
