package heddle.http.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import heddle.http.ProtocolException;
import heddle.http.ResolveException;
import heddle.http.Status;
import org.junit.jupiter.api.Test;

class RetryCausesTest {
    @Test
    void what_may_pass_is_tried_again_by_default() {
        var causes = RetryCauses.defaults();
        assertThat(causes.has(Status.of(503))).isTrue();
        assertThat(causes.has(Status.of(404))).isFalse();
        assertThat(causes.has(ResolveException.failed("h", "SERVFAIL", null))).isTrue();
        assertThat(causes.has(ResolveException.unknownHost("h", null))).isFalse();
    }

    @Test
    void words_name_statuses_classes_of_them_and_kinds_of_failures() {
        var causes = RetryCauses.of("404", "5xx", "protocol_error");
        assertThat(causes.has(Status.of(404))).isTrue();
        assertThat(causes.has(Status.of(501))).isTrue();
        assertThat(causes.has(Status.of(429))).isFalse();
        assertThat(causes.has(new ProtocolException("bad"))).isTrue();
        assertThat(causes.has("timeout", true)).isFalse();
    }

    @Test
    void a_word_that_names_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryCauses.of("700"))
                .withMessageContaining("'700'");
    }
}
