package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.http.websocket.WebSocketClosedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpExceptionTest {
    private final IOException cause = new IOException("cause");

    /// One of each kind, with every way to make it.
    private final List<HttpException> all = List.of(
            new InvalidRequestException("bad"),
            ResolveException.unknownHost("h", cause),
            ResolveException.failed("h", "SERVFAIL", cause),
            new ForbiddenAddressException("h:80", "10.0.0.1 is not public", cause),
            new ConnectFailedException("h:80", "connection refused", cause),
            ProxyException.unreachable(Phase.DNS, "p:3128", "no such host", false, cause),
            ProxyException.refused("p:3128", "it answered 502 Bad Gateway", true, cause),
            TlsException.untrusted("h", "expired", cause),
            TlsException.failed("h", "no common version", cause),
            TlsException.interrupted("h", cause),
            new ConnectionLostException(Phase.READ, "closed after 10 of 1000 body bytes", cause),
            new StreamResetException(Phase.READ, 8, "after 10 of 1000 body bytes"),
            new CircuitOpenException("https://h", Duration.ofMillis(1_500)),
            new HttpTimeoutException(Phase.FIRST_BYTE, Duration.ofSeconds(10), Duration.ofMillis(10_002)),
            new ProtocolException("bad chunk"),
            new LimitExceededException(Phase.READ, "response head bytes", 65_536),
            DecodingException.corrupt("gzip", "bad", cause),
            DecodingException.cut("gzip", "cut"),
            DecodingException.unknown("br"),
            new RedirectException("ftp://u:p@h/", "its scheme is not http or https"),
            new StatusException(Status.NOT_FOUND),
            new StatusException(Status.SERVICE_UNAVAILABLE),
            WebSocketClosedException.byPeer(1013, "come back later"),
            WebSocketClosedException.here(1000, ""));

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(HttpExceptionTest::kinds)
                : Stream.of(type);
    }

    @Test
    void the_sample_has_every_class_of_the_tree() {
        assertThat(all.stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(kinds(HttpException.class).toList());
    }

    @Test
    void a_kind_is_one_word_for_one_class() {
        assertThat(all).allSatisfy(e -> assertThat(e.kind()).matches("[a-z]+(_[a-z]+)*"));
        assertThat(all.stream().map(HttpException::kind).distinct().count())
                .isEqualTo(kinds(HttpException.class).count());
    }

    @Test
    void the_document_of_errors_has_a_row_for_every_kind_and_no_other() throws IOException {
        Path document = Path.of(System.getProperty("heddle.root"), "docs", "errors.md");
        List<String> rows = Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1])
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(HttpException::kind).distinct().toList());
    }

    @Test
    void a_message_names_the_proxy_on_the_way_once_it_is_known() {
        var lost = new ConnectionLostException(Phase.READ, "closed", cause).through("p:3128");
        assertThat(lost.detail()).startsWith("through proxy p:3128: connection lost while reading the response");
        assertThat(lost.through("q:1").about(Method.GET, "http://h/"))
                .hasMessageStartingWith("GET http://h/: through proxy p:3128: connection lost");
    }

    @Test
    void a_message_begins_with_the_request_once_it_is_known() {
        var lost = new ConnectionLostException(Phase.READ, "closed after 10 of 1000 body bytes", cause);
        String detail = "connection lost while reading the response: closed after 10 of 1000 body bytes; try again";
        assertThat(lost).hasMessage(detail).hasCause(cause);
        assertThat(lost.method()).isEmpty();
        assertThat(lost.url()).isEmpty();
        assertThat(lost.about(Method.PUT, "https://user:secret@example.com/a@b?c"))
                .isSameAs(lost);
        assertThat(lost).hasMessage("PUT https://***@example.com/a@b?c: " + detail);
        assertThat(lost.about(Method.GET, "https://other/").method()).contains("PUT");
        assertThat(lost.url()).contains("https://***@example.com/a@b?c");
        assertThat(lost.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http://example.com/ http://example.com/",
                "http://user@example.com http://***@example.com",
                "http://u:p@ss@example.com/x http://***@example.com/x",
                "https:u:p@example.com https:***@example.com",
                "https:\\\\u:p@example.com\\@x https:\\\\***@example.com\\@x",
                "//u:p@example.com/ //***@example.com/",
                "ht!tp://u:p@example.com ht!tp://***@example.com",
                "http://example.com/@a http://example.com/@a",
                "http://example.com?a@b http://example.com?a@b",
                "http://example.com#a@b http://example.com#a@b",
                "/path@x /path@x",
                "u@example.com:80 ***@example.com:80"
            })
    void the_user_name_and_password_of_a_url_are_hidden(String url, String shown) {
        assertThat(new ProtocolException("x").about(Method.GET, url).url()).contains(shown);
    }

    @Test
    void a_password_is_hidden_however_long_and_broken_the_url_is() {
        String url = " ht\ntp://user:" + "secret".repeat(1000) + "@example.com/" + "x".repeat(10_000);
        HttpException failure = new ProtocolException("x").about(Method.GET, url);
        assertThat(failure.getMessage())
                .startsWith("GET http://***@example.com/xxx")
                .hasSizeLessThan(600);
        assertThat(new RedirectException(url, "no").getMessage()).doesNotContain("secret");
        assertThat(new RedirectException(url, "no").location()).startsWith("http://***@example.com/");
    }

    @Test
    void what_peers_say_cannot_break_a_line_of_a_log() {
        assertThat(new StatusException(Status.of(500, "bad\r\nERROR forged")).getMessage())
                .doesNotContain("\r", "\n");
        assertThat(new ProtocolException("bad\u0000\u001B[31m\nline").getMessage())
                .isEqualTo("bad\uFFFD\uFFFD[31m\uFFFDline");
        assertThat(new ProtocolException("x")
                        .about(Method.GET, "http://a/\u0007")
                        .getMessage())
                .contains("http://a/\uFFFD");
    }

    @Test
    void what_passes_is_retryable_and_what_stays_is_not() {
        assertThat(all.stream()
                        .filter(HttpException::isRetryable)
                        .map(HttpException::detail)
                        .map(text -> text.substring(0, 16)))
                .containsExactly(
                        "cannot resolve h",
                        "cannot connect t",
                        "no way through p",
                        "'h' closed the c",
                        "connection lost ",
                        "the server reset",
                        "https://h has fa",
                        "timed out after ",
                        "cut gzip body: c",
                        "the server answe",
                        "the other side c");
    }

    @Test
    void every_exception_carries_what_it_is_about() {
        var timeout = new HttpTimeoutException(Phase.FIRST_BYTE, Duration.ofSeconds(10), Duration.ofMillis(10_002));
        assertThat(timeout.limit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(timeout.elapsed()).isEqualTo(Duration.ofMillis(10_002));
        assertThat(timeout)
                .hasMessageContaining("10.002 s")
                .hasMessageContaining("first byte")
                .hasMessageContaining("10.000 s");
        var limit = new LimitExceededException(Phase.DECODE, "decoded body bytes", 7);
        assertThat(limit.what()).isEqualTo("decoded body bytes");
        assertThat(limit.limit()).isEqualTo(7);
        assertThat(limit).hasMessageStartingWith("more than 7 decoded body bytes");
        assertThat(new StatusException(Status.of(404, "Gone fishing")).status()).hasToString("404 Gone fishing");
        assertThat(ProxyException.refused("p:3128", "it answered 403", false, cause)
                        .proxy())
                .isEqualTo("p:3128");
        assertThat(new ConnectFailedException("h:80", "refused", cause).target())
                .isEqualTo("h:80");
        assertThat(ResolveException.unknownHost("h", null).host()).isEqualTo("h");
        assertThat(TlsException.interrupted("h", null).host()).isEqualTo("h");
        assertThat(DecodingException.unknown("br").coding()).isEqualTo("br");
        assertThat(new ForbiddenAddressException("h:80", "no", null).target()).isEqualTo("h:80");
        var open = new CircuitOpenException("https://h", Duration.ofMillis(1_500));
        assertThat(open.remaining()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(open).hasMessageContaining("try again in 1.500 s");
    }

    @Test
    void a_timeout_of_any_phase_says_what_to_do() {
        for (Phase phase : Phase.values()) {
            assertThat(new HttpTimeoutException(phase, Duration.ofSeconds(1), Duration.ofSeconds(2)))
                    .hasMessageMatching("timed out after 2\\.000 s: .+ may take 1\\.000 s; .+");
        }
    }
}
