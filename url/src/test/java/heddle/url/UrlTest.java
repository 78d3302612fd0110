package heddle.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {
    @Test
    void a_url_tells_its_parts() {
        Url url = Url.parse("https://user:pass@Example.com:8443/a/b?c=d#e");
        assertAll(
                () -> assertThat(url.href()).isEqualTo("https://user:pass@example.com:8443/a/b?c=d#e"),
                () -> assertThat(url.scheme()).isEqualTo("https"),
                () -> assertThat(url.username()).isEqualTo("user"),
                () -> assertThat(url.password()).isEqualTo("pass"),
                () -> assertThat(url.host()).isEqualTo("example.com"),
                () -> assertThat(url.port()).isEqualTo(8443),
                () -> assertThat(url.authority()).isEqualTo("example.com:8443"),
                () -> assertThat(url.path()).isEqualTo("/a/b"),
                () -> assertThat(url.query()).isEqualTo("c=d"),
                () -> assertThat(url.fragment()).isEqualTo("e"),
                () -> assertThat(url.requestTarget()).isEqualTo("/a/b?c=d"),
                () -> assertThat(url.origin()).isEqualTo("https://example.com:8443"),
                () -> assertThat(url).hasToString(url.href()));
    }

    @Test
    void parts_that_are_not_there_are_empty() {
        Url url = Url.parse("http://example.com");
        assertAll(
                () -> assertThat(url.href()).isEqualTo("http://example.com/"),
                () -> assertThat(url.username()).isEmpty(),
                () -> assertThat(url.password()).isEmpty(),
                () -> assertThat(url.port()).isEqualTo(-1),
                () -> assertThat(url.portOrDefault()).isEqualTo(80),
                () -> assertThat(url.query()).isEmpty(),
                () -> assertThat(url.fragment()).isEmpty(),
                () -> assertThat(url.requestTarget()).isEqualTo("/"));
    }

    @Test
    void a_text_that_is_normalised_already_is_not_copied() {
        String text = "https://www.example.com/search/results.html?q=heddle&page=2";
        assertThat(Url.parse(text).href()).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bucket.example.com/a%2Fb%2fc%20d?sig=a%2Bb%3d%3D&x=%7e",
                "http://example.com/%E4%f6/%zz/%?%",
                "http://example.com/a%00b#%41",
            })
    void escapes_are_kept_byte_for_byte(String text) {
        assertThat(Url.parse(text).href()).isEqualTo(text);
    }

    @Test
    void escaped_dots_are_dots() {
        assertThat(Url.parse("http://example.com/a/%2e%2E/b/.%2e/c/%2e/d").path())
                .isEqualTo("/c/d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h:80|http://h/",
                "http://h:0080/|http://h/",
                "https://h:80/|https://h:80/",
                "wss://h:443|wss://h/",
                "ftp://h:21|ftp://h/",
            })
    void default_ports_are_left_out(String text, String href) {
        assertThat(Url.parse(text).href()).isEqualTo(href);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.1|127.0.0.1",
                "2130706433|127.0.0.1",
                "0177.0.0.1|127.0.0.1",
                "0x7f.1|127.0.0.1",
                "%31%32%37.0.0.1.|127.0.0.1",
                "１２７．１|127.0.0.1",
                "[::ffff:127.0.0.1]|[::ffff:7f00:1]",
                "[1:0:0:2:0:0:0:3]|[1:0:0:2::3]",
            })
    void every_form_of_an_address_becomes_the_same(String host, String written) {
        Url url = Url.parse("http://" + host + "/");
        assertThat(url.host()).isEqualTo(written);
        assertThat(url.hasIpHost()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "http://1.example/", "http://0xg/", "foo://127.0.0.1/", "mailto:a@b"})
    void a_name_is_no_address(String text) {
        assertThat(Url.parse(text).hasIpHost()).isFalse();
    }

    @Test
    void a_reference_is_resolved_as_a_link_on_the_page() {
        Url page = Url.parse("https://u:p@example.com/a/b?c#d");
        assertAll(
                () -> assertThat(page.resolve("../x").href()).isEqualTo("https://u:p@example.com/x"),
                () -> assertThat(page.resolve("//other/y").href()).isEqualTo("https://other/y"),
                () -> assertThat(page.resolve("?q").href()).isEqualTo("https://u:p@example.com/a/b?q"),
                () -> assertThat(page.resolve("").href()).isEqualTo("https://u:p@example.com/a/b?c"),
                () -> assertThat(page.resolve("http:z").href()).isEqualTo("http://z/"),
                () -> assertThat(page.resolve("https:z").href()).isEqualTo("https://u:p@example.com/a/z"),
                () -> assertThat(page.resolve("https://example.com/plain").href())
                        .isEqualTo("https://example.com/plain"));
    }

    @Test
    void urls_are_equal_if_their_texts_are() {
        assertThat(Url.parse("HTTP://EXAMPLE.com:80/./a"))
                .isEqualTo(Url.parse("http://example.com/a"))
                .hasSameHashCodeAs(Url.parse("http://example.com/a"))
                .isNotEqualTo(Url.parse("http://example.com/A"));
    }

    @Test
    void an_origin_is_scheme_host_and_port() {
        Url url = Url.parse("http://example.com/a");
        assertAll(
                () -> assertThat(url.hasSameOriginAs(Url.parse("http://user@EXAMPLE.com:80/b")))
                        .isTrue(),
                () -> assertThat(url.hasSameOriginAs(Url.parse("https://example.com/a")))
                        .isFalse(),
                () -> assertThat(url.hasSameOriginAs(Url.parse("http://example.com:81/a")))
                        .isFalse(),
                () -> assertThat(url.hasSameOriginAs(Url.parse("http://www.example.com/a")))
                        .isFalse(),
                () -> assertThat(Url.parse("data:x").hasSameOriginAs(Url.parse("data:x")))
                        .isFalse(),
                () -> assertThat(Url.parse("blob:https://a.b/c").origin()).isEqualTo("https://a.b"),
                () -> assertThat(Url.parse("file:///x").origin()).isEqualTo("null"));
    }

    @Test
    void credentials_and_fragment_can_be_taken_off() {
        Url url = Url.parse("https://u:p@example.com:1/a?b#c");
        assertThat(url.withoutCredentials().href()).isEqualTo("https://example.com:1/a?b#c");
        assertThat(url.withoutFragment().href()).isEqualTo("https://u:p@example.com:1/a?b");
        assertThat(Url.parse("data:x #y").withoutFragment().href()).isEqualTo("data:x%20");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com|http://example.com/",
                "localhost:8080/x|http://localhost:8080/x",
                "localhost:8080|http://localhost:8080/",
                " 127.0.0.1:80 |http://127.0.0.1/",
                "[::1]:8080/|http://[::1]:8080/",
                "//example.com/x|http://example.com/x",
                "HTTPS://example.com|https://example.com/",
                "ftp://example.com|ftp://example.com/",
                "mailto:someone@example.com|mailto:someone@example.com",
                "bücher.example|http://xn--bcher-kva.example/",
            })
    void what_a_person_types_gets_a_scheme(String typed, String href) {
        assertThat(Url.fromUserInput(typed).href()).isEqualTo(href);
    }
}
