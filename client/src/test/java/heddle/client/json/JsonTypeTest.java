package heddle.client.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTypeTest {
    @Test
    void it_keeps_the_arguments() {
        assertThat(new JsonType<List<String>>() {}).hasToString("java.util.List<java.lang.String>");
    }

    @Test
    @SuppressWarnings("rawtypes") // that is the mistake
    void one_without_an_argument_says_how_it_is_written() {
        assertThatThrownBy(() -> new JsonType() {})
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("new JsonType<List<String>>() {}");
    }
}
