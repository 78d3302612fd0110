package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void all_three_forms_are_read(String text) {
        assertThat(HttpDate.parse(text, NOW)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @Property
    void what_is_written_is_read(@ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds) {
        Instant date = Instant.ofEpochSecond(seconds);
        assertThat(HttpDate.parse(HttpDate.format(date), NOW)).contains(date);
    }

    @Test
    void the_preferred_form_is_written() {
        assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.9Z"))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void a_year_of_five_digits_cannot_be_written() {
        assertThatThrownBy(() -> HttpDate.format(Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"76, 2076", "77, 1977", "00, 2000", "26, 2026", "99, 1999"})
    void two_digits_mean_the_year_that_is_at_most_fifty_ahead(String digits, int year) {
        assertThat(HttpDate.parse("Friday, 01-Jan-" + digits + " 00:00:00 GMT", NOW))
                .contains(Instant.parse(year + "-01-01T00:00:00Z"));
    }

    @Test
    void a_leap_second_is_the_second_after() {
        assertThat(HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", NOW))
                .contains(Instant.parse("2017-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:60:00 GMT",
                "Sun, 06 Nov 1994 08:00:61 GMT",
                "Sun, 06 Xxx 1994 08:49:37 GMT",
                "Sun, 06 Anf 1994 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Sun Nov   08:49:37 1994",
                " Sun, 06 Nov 1994 08:49:37 GMT"
            })
    void other_text_is_no_date(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }
}
