package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

    @Test
    void programs_get_the_last_figures_however_soon_it_is_over() {
        assertThat(shown(ProgressMode.JSON))
                .startsWith("{\"elapsed_s\":2.5,")
                .endsWith("}\n")
                .hasLineCount(1);
    }
}
