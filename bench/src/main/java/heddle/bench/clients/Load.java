package heddle.bench.clients;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What a client is to do: so many requests for one URL at once, for a time that begins with the first answer.
final class Load {
    private static final int OK = 200;
    private static final int LENGTH = 1024;

    private final URI url;
    private final boolean isHttp2;
    private final int atOnce;
    private final Duration time;
    private volatile long end;

    Load(URI url, boolean isHttp2, int atOnce, Duration time) {
        this.url = url;
        this.isHttp2 = isHttp2;
        this.atOnce = atOnce;
        this.time = time;
    }

    URI url() {
        return url;
    }

    boolean isHttp2() {
        return isHttp2;
    }

    boolean isTls() {
        return url.getScheme().equals("https");
    }

    int atOnce() {
        return atOnce;
    }

    boolean isOver() {
        return end != 0 && System.nanoTime() - end >= 0;
    }

    /// Takes an answer.
    ///
    /// @throws IllegalStateException if it is not what the server has
    void answered(Answer answer) {
        if (answer.status() != OK || answer.length() != LENGTH) {
            throw new IllegalStateException(
                    "an answer is status %d with %d bytes".formatted(answer.status(), answer.length()));
        }
        if (end == 0) {
            end = System.nanoTime() + time.toNanos();
        }
    }

    /// For a client that calls back: has each of the turns asked again and again, and waits for all to end.
    void takeTurns(Consumer<Turn> ask) throws Exception {
        var turns = Stream.generate(() -> new Turn(this, ask)).limit(atOnce).toList();
        turns.forEach(Turn::next);
        CompletableFuture.allOf(turns.stream().map(Turn::end).toArray(CompletableFuture[]::new))
                .get();
    }
}
