package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Watched watched =
            new Watched(() -> Moments.statistics(2500, 990, 1200, true), () -> Optional.of(Moments.BIG));

    private String shown(ProgressMode mode) {
        var terminal = new Terminal(out, false, err, false);
        Progress.show(watched, terminal, Paint.NONE, mode).close();
        assertThat(out.size()).isZero();
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "PLAIN", "NONE"})
    void a_fetch_that_is_over_soon_shows_nothing_in_a_pipe(ProgressMode mode) {
        assertThat(shown(mode)).isEmpty();
    }

    /// A look is a quarter of a second; here it is a millisecond.
    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "JSON"})
    void a_line_comes_after_forty_looks_which_are_ten_seconds(ProgressMode mode) throws InterruptedException {
        var looks = new AtomicInteger();
        var lines = new LinkedBlockingQueue<Integer>();
        var err = new OutputStream() {
            @Override
            public void write(int one) {
                throw new AssertionError("a line is one write");
            }

            @Override
            public void write(byte[] line, int offset, int length) {
                assertThat(new String(line, offset, length, StandardCharsets.UTF_8))
                        .endsWith("\n")
                        .contains(mode == ProgressMode.PLAIN ? "7 in flight" : "\"in_flight\":7");
                lines.add(looks.get());
            }
        };
        var counted = new Watched(
                () -> {
                    looks.incrementAndGet();
                    return watched.statistics().get();
                },
                watched.tail());
        var terminal = new Terminal(out, false, err, false);
        try (var _ = Progress.show(counted, terminal, Paint.NONE, mode, Duration.ofMillis(1))) {
            // With each line there is a look of its own.
            assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo(41);
            assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo(82);
        }
    }

    @Test
    void programs_get_the_last_figures_however_soon_it_is_over() {
        assertThat(shown(ProgressMode.JSON))
                .startsWith("{\"elapsed_s\":2.5,")
                .endsWith("}\n")
                .hasLineCount(1);
    }
}
