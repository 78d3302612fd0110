package heddle.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void failures_are_told_with_the_url_of_one_of_them_if_it_has_one() {
        assertThat(Figures.failures(1200, "refused", "http://a/", "nobody listens"))
                .isEqualTo("1,200 × refused, as http://a/: nobody listens");
        assertThat(Figures.failures(1, "invalid_line", "", "entry 311 of LIST is cut off"))
                .isEqualTo("1 × invalid_line: entry 311 of LIST is cut off");
    }

    @Test
    void a_count_goes_with_its_word() {
        assertThat(Figures.counted(1, "host")).isEqualTo("1 host");
        assertThat(Figures.counted(1234, "host")).isEqualTo("1,234 hosts");
    }
}
