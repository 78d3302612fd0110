package heddle.client.auth;

import heddle.async.Promise;
import heddle.async.loop.Loop;
import heddle.async.task.CancelledException;
import heddle.http.Headers;
import heddle.http.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// `Bearer` (RFC 6750), with one refresh at a time.
///
/// Who finds no good token flies: asks the source while the others wait for how that ends. A failure is theirs,
/// too, so that a thousand waiting requests do not ask a broken source a thousand times; but when the one that
/// flies is cancelled, which is its own affair, the next one flies.
final class Bearer implements Auth {
    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final Duration MARGIN_MAX = Duration.ofSeconds(10);

    private final TokenSource source;
    private final Kind kind;
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private final AtomicReference<@Nullable Promise<Landing>> flight = new AtomicReference<>();

    /// Whether the source has more than one token.
    enum Kind {
        FIXED,
        REFRESHED
    }

    /// A token that was got, and until when it is taken for good.
    private record Held(String value, long untilNanos) {
        boolean isGood() {
            return untilNanos == Long.MAX_VALUE || Loop.current().nanoTime() - untilNanos < 0;
        }
    }

    /// How a flight ended.
    private sealed interface Landing {
        record Got(Held token) implements Landing {}

        record Failed(RuntimeException reason) implements Landing {}

        record GivenUp() implements Landing {}
    }

    Bearer(TokenSource source, Kind kind) {
        this.source = source;
        this.kind = kind;
    }

    @Override
    public Optional<String> authorization(AuthRequest request) {
        Held known = held.get();
        return Optional.of(SCHEME + (known != null && known.isGood() ? known : awaitNext()).value());
    }

    @Override
    public boolean learn(AuthRequest request, String sent, Status status, Headers headers) {
        if (status.code() != UNAUTHORIZED || kind == Kind.FIXED || request.attempt() > 0) {
            return false;
        }
        Held known = held.get();
        if (known != null && sent.equals(SCHEME + known.value())) {
            held.compareAndSet(known, null);
        }
        return true;
    }

    private Held awaitNext() {
        while (true) {
            var mine = new Promise<Landing>();
            Promise<Landing> running = flight.compareAndExchange(null, mine);
            if (running == null) {
                return fly(mine);
            }
            switch (running.await()) {
                case Landing.Got(Held token) -> {
                    return token;
                }
                case Landing.Failed(RuntimeException reason) -> throw reason;
                case Landing.GivenUp() -> {}
            }
        }
    }

    private Held fly(Promise<Landing> mine) {
        Landing landing = new Landing.GivenUp();
        try {
            Held known = held.get(); // somebody may have landed since it was looked for
            Held token = known != null && known.isGood() ? known : ask();
            held.set(token);
            landing = new Landing.Got(token);
            return token;
        } catch (CancelledException own) {
            throw own;
        } catch (RuntimeException reason) {
            landing = new Landing.Failed(reason);
            throw reason;
        } finally {
            flight.set(null);
            mine.complete(landing);
        }
    }

    private Held ask() {
        try {
            BearerToken token = source.next();
            return new Held(token.value(), token.lifetime().map(Bearer::until).orElse(Long.MAX_VALUE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A little before the end, for requests take their time, too.
    private static long until(Duration lifetime) {
        Duration tenth = lifetime.dividedBy(10);
        Duration margin = tenth.compareTo(MARGIN_MAX) < 0 ? tenth : MARGIN_MAX;
        return Loop.current().nanoTime() + lifetime.minus(margin).toNanos();
    }

    @Override
    public String toString() {
        return "Bearer[***]";
    }
}
