package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class WatchdogTest {
    @Test
    void who_holds_the_loop_too_long_is_reported_with_the_stack() {
        assumeThat(Opening.isPresent())
                .as("coroutines hold a loop only where it is their scheduler")
                .isTrue();
        var log = new ByteArrayOutputStream();
        var err = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Async.run(LoopOptions.defaults().heldMax(Duration.ofMillis(10)), () -> hog(log));
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("has held its loop for")
                .contains("toThread")
                .contains("WatchdogTest.hog");
    }

    /// Holds the loop until that is noticed, for ten seconds at most.
    private static void hog(ByteArrayOutputStream log) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (log.size() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
