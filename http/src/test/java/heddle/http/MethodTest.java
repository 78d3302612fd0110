package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTest {
    @ParameterizedTest
    @CsvSource({
        "GET, true, true",
        "HEAD, true, true",
        "OPTIONS, true, true",
        "TRACE, true, true",
        "PUT, false, true",
        "DELETE, false, true",
        "POST, false, false",
        "PATCH, false, false",
        "CONNECT, false, false",
        "PROPFIND, false, false"
    })
    void a_method_knows_what_it_promises(String name, boolean isSafe, boolean isIdempotent) {
        assertThat(Method.of(name).isSafe()).isEqualTo(isSafe);
        assertThat(Method.of(name).isIdempotent()).isEqualTo(isIdempotent);
        assertThat(Method.of(name)).hasToString(name).isEqualTo(Method.of(name));
    }

    @Test
    void methods_are_case_sensitive() {
        assertThat(Method.of("GET")).isSameAs(Method.GET);
        assertThat(Method.of("get")).isNotEqualTo(Method.GET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /", "GET\r\nHost: evil", "G\u0000T", "G\u00CBT", "G@T", "GET\t"})
    void what_would_break_the_request_line_is_refused(String name) {
        assertThatThrownBy(() -> Method.of(name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("method")
                .message()
                .doesNotContain("\r", "\n", "\u0000");
    }

    @Test
    void a_refusal_says_what_and_where() {
        assertThatThrownBy(() -> Method.of("GE T")).hasMessageContaining("'GE T' has a space (0x20) at index 2");
    }
}
