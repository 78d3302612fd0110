package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private static final Headers SOME =
            Headers.of("Accept", "a", "Set-Cookie", "x=1", "ACCEPT", "b, \"c,d\" ,", "set-cookie", "y=2");

    @Test
    void names_are_compared_without_case_and_kept_as_written() {
        assertThat(SOME.first("accept")).contains("a");
        assertThat(SOME.all("Accept")).containsExactly("a", "b, \"c,d\" ,");
        assertThat(SOME.name(2)).isEqualTo("ACCEPT");
        assertThat(SOME.value(3)).isEqualTo("y=2");
        assertThat(SOME.has("SET-COOKIE")).isTrue();
        assertThat(SOME.has("Cookie")).isFalse();
        assertThat(SOME.first("Cookie")).isEmpty();
        assertThat(SOME.all("Cookie")).isEmpty();
        assertThat(SOME.size()).isEqualTo(4);
    }

    @Test
    void lines_of_one_name_join_and_lists_split_outside_quotes() {
        assertThat(SOME.joined("accept")).contains("a, b, \"c,d\" ,");
        assertThat(SOME.members("accept")).containsExactly("a", "b", "\"c,d\"");
        assertThat(SOME.members("none")).isEmpty();
        assertThat(SOME.joined("none")).isEmpty();
        assertThat(Headers.of("X", "\"a\\\",b\", c").members("X")).containsExactly("\"a\\\",b\"", "c");
        assertThat(Headers.of("X", "a, \"open, b").members("X")).containsExactly("a", "\"open, b");
    }

    @Test
    void a_member_is_found_in_any_line_without_case() {
        var headers = Headers.of("Connection", "Upgrade", "connection", "TE ,\tClose");
        assertThat(headers.hasMember("Connection", "close")).isTrue();
        assertThat(headers.hasMember("Connection", "upgrade")).isTrue();
        assertThat(headers.hasMember("Connection", "clos")).isFalse();
        assertThat(headers.hasMember("Other", "close")).isFalse();
    }

    @Test
    void iteration_keeps_the_order_of_the_wire() {
        List<String> names = new ArrayList<>();
        SOME.forEach(field -> names.add(field.name()));
        assertThat(names).containsExactly("Accept", "Set-Cookie", "ACCEPT", "set-cookie");
        var iterator = Headers.empty().iterator();
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void the_wire_path_wraps_the_array_up_to_its_length() {
        String[] flat = {"Content-Length", "5", "left over", "left over"};
        var headers = Headers.ofWire(flat, 2);
        assertThat(headers.size()).isEqualTo(1);
        assertThat(headers.value(0)).isSameAs(flat[1]);
        assertThat(headers.has("left over")).isFalse();
        assertThat(Headers.ofWire(flat, 0)).isSameAs(Headers.empty());
        assertThatThrownBy(() -> headers.name(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> headers.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Headers.ofWire(flat, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_builder_replaces_in_place_and_removes_every_line() {
        var builder = SOME.toBuilder().replace("accept", "z").add("Last", "1");
        assertThat(builder.build())
                .isEqualTo(Headers.of("accept", "z", "Set-Cookie", "x=1", "set-cookie", "y=2", "Last", "1"));
        var before = builder.build();
        assertThat(builder.remove("SET-cookie").has("Set-Cookie")).isFalse();
        assertThat(before.all("Set-Cookie")).hasSize(2);
        assertThat(builder.replace("New", "n").build()).isEqualTo(Headers.of("Accept", "z", "Last", "1", "New", "n"));
        assertThat(builder.remove("accept").remove("last").remove("new").build())
                .isSameAs(Headers.empty());
    }

    @Test
    void a_builder_grows() {
        var builder = Headers.builder();
        for (int i = 0; i < 300; i++) {
            builder.add("Name-" + i, "value " + i);
        }
        assertThat(Headers.builder().addAll(builder.build()).build().first("name-299"))
                .contains("value 299");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "a\u0000", "n\u00E4me", "a(", " a", "a\t", "a\u007F"})
    void a_name_that_is_no_token_is_refused(String name) {
        assertThatThrownBy(() -> Headers.of(name, "value"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("header name");
        assertThatThrownBy(() -> Headers.builder().replace(name, "value")).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\rb", "a\nb", "a\r\n b", "a\u0000", "\u0001", "a\u001F", "\u007F", "\u20AC", "\n", "a\r\n"})
    void a_value_that_no_line_can_carry_is_refused(String value) {
        assertThatThrownBy(() -> Headers.of("Name", value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("value of header 'Name' has ");
        assertThatThrownBy(() -> Headers.builder().replace("Name", value)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_refusal_says_where_and_never_shows_the_value() {
        assertThatThrownBy(() -> Headers.of("Authorization", "secret\r\nHost: evil"))
                .hasMessageContaining("has a carriage return (0x0D) at index 6")
                .message()
                .doesNotContain("secret", "evil");
    }

    @Test
    void blanks_around_a_value_are_dropped_and_obs_text_passes() {
        assertThat(Headers.of("N", " \ta b\t ").value(0)).isEqualTo("a b");
        assertThat(Headers.of("N", "").value(0)).isEmpty();
        assertThat(Headers.of("N", "caf\u00E9").value(0)).isEqualTo("caf\u00E9");
    }

    @Test
    void a_name_without_a_value_is_a_mistake() {
        assertThatThrownBy(() -> Headers.of("Name")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equality_ignores_the_case_of_names_and_nothing_else() {
        assertThat(Headers.of("A", "1", "B", "2"))
                .isEqualTo(Headers.of("a", "1", "b", "2"))
                .hasSameHashCodeAs(Headers.of("a", "1", "b", "2"))
                .isNotEqualTo(Headers.of("B", "2", "A", "1"))
                .isNotEqualTo(Headers.of("A", "1"))
                .isNotEqualTo(Headers.of("A", "1", "B", "X"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "Set-Cookie",
                "Api-Key",
                "X-API-Key",
                "X-Auth-Token",
                "PRIVATE-TOKEN",
                "X-Amz-Security-Token",
                "X-CSRF-Token"
            })
    void what_says_who_somebody_is_is_masked_in_any_case(String name) {
        for (String written : List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
            assertThat(Headers.of(written, "sesame").masked().value(0)).isEqualTo("***");
        }
        assertThat(Headers.of("X-Request-" + name, "open").masked().value(0)).isEqualTo("open");
    }

    @Test
    void printing_hides_credentials() {
        assertThat(Headers.of("Host", "h", "AUTHORIZATION", "Basic c2VjcmV0", "Cookie", "id=secret"))
                .hasToString("Host: h\nAUTHORIZATION: ***\nCookie: ***\n");
    }
}
