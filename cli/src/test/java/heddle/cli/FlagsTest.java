package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FlagsTest {
    @Test
    void times_are_seconds_unless_they_say_otherwise() {
        assertThat(Flags.duration("2")).isEqualTo(Duration.ofSeconds(2));
        assertThat(Flags.duration("0.5")).isEqualTo(Duration.ofMillis(500));
        assertThat(Flags.duration(".25s")).isEqualTo(Duration.ofMillis(250));
        assertThat(Flags.duration("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Flags.duration("2m")).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void sizes_take_the_letters_of_curl() {
        assertThat(Flags.size("4096")).isEqualTo(4096);
        assertThat(Flags.size("64k")).isEqualTo(64 << 10);
        assertThat(Flags.size("10M")).isEqualTo(10 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "soon", "1 s", "400000h", "1e3"})
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> Flags.duration(text)).isInstanceOf(TypeConversionException.class);
    }
}
