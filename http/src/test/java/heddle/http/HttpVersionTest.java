package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpVersionTest {
    @ParameterizedTest
    @EnumSource(HttpVersion.class)
    void a_version_reads_what_it_writes(HttpVersion version) {
        assertThat(HttpVersion.parse(version.text())).contains(version);
        assertThat(version).hasToString("HTTP/" + version.number());
    }

    @Test
    void http_2_goes_by_two_names() {
        assertThat(HttpVersion.parse("HTTP/2.0")).contains(HttpVersion.HTTP_2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/0.9", "HTTP/1.2", "http/1.1", "ICY", "HTTP/1.1 ", "HTTP/11"})
    void nothing_else_is_a_version(String text) {
        assertThat(HttpVersion.parse(text)).isEmpty();
    }
}
