package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {
    @Property
    void every_code_of_three_digits_is_a_status_of_one_class_at_most(@ForAll @IntRange(min = 100, max = 999) int code) {
        Status status = Status.of(code);
        assertThat(status.code()).isEqualTo(code);
        assertThat(status.isInformational()).isEqualTo(code / 100 == 1);
        assertThat(status.isSuccess()).isEqualTo(code / 100 == 2);
        assertThat(status.isRedirection()).isEqualTo(code / 100 == 3);
        assertThat(status.isClientError()).isEqualTo(code / 100 == 4);
        assertThat(status.isServerError()).isEqualTo(code / 100 == 5);
        assertThat(status.isError()).isEqualTo(code >= 400);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 1000, 2000})
    void other_codes_are_refused(int code) {
        assertThat(Status.isValid(code)).isFalse();
        assertThatThrownBy(() -> Status.of(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status code %d is outside 100 to 999", code);
    }

    @Test
    void the_code_alone_decides_equality() {
        assertThat(Status.of(200, "Fine")).isEqualTo(Status.OK).hasSameHashCodeAs(Status.OK);
        assertThat(Status.of(200, "Fine").reason()).isEqualTo("Fine");
        assertThat(Status.of(200, "OK")).isSameAs(Status.OK);
        assertThat(Status.of(200)).isNotEqualTo(Status.of(201));
    }

    @Test
    void a_status_prints_as_in_the_status_line() {
        assertThat(Status.NOT_FOUND).hasToString("404 Not Found");
        assertThat(Status.of(599)).hasToString("599");
    }

    @Test
    void some_statuses_never_have_a_body() {
        assertThat(Status.of(103).allowsBody()).isFalse();
        assertThat(Status.NO_CONTENT.allowsBody()).isFalse();
        assertThat(Status.NOT_MODIFIED.allowsBody()).isFalse();
        assertThat(Status.OK.allowsBody()).isTrue();
        assertThat(Status.NOT_FOUND.allowsBody()).isTrue();
    }

    @Test
    void these_statuses_pass_and_no_others() {
        for (int code = 100; code < 1000; code++) {
            boolean passes = List.of(408, 425, 429, 500, 502, 503, 504).contains(code);
            assertThat(Status.of(code).isRetryable()).as("%d", code).isEqualTo(passes);
        }
    }
}
