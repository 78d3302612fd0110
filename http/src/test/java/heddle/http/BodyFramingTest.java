package heddle.http;

import static heddle.http.HttpVersion.HTTP_1_0;
import static heddle.http.HttpVersion.HTTP_1_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.http.BodyFraming.Chunked;
import heddle.http.BodyFraming.Length;
import heddle.http.BodyFraming.None;
import heddle.http.BodyFraming.UntilClose;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFramingTest {
    private static BodyFraming response(String... headers) {
        return BodyFraming.ofResponse(Method.GET, Status.OK, wire(headers));
    }

    private static BodyFraming request(String... headers) {
        return BodyFraming.ofRequest(HTTP_1_1, wire(headers));
    }

    /// As read from a peer: unchecked.
    private static Headers wire(String... headers) {
        return Headers.ofWire(headers, headers.length);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "0005, 5", "9223372036854775807, 9223372036854775807", "' 7\t', 7"})
    void a_length_is_digits(String value, long length) {
        assertThat(response("Content-Length", value)).isEqualTo(new Length(length));
        assertThat(request("Content-Length", value)).isEqualTo(new Length(length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+2",
                "-1",
                "",
                " ",
                "2 3",
                "0x10",
                "1e3",
                "5.0",
                "abc",
                "\u0665",
                "\uFF15",
                "9223372036854775808",
                "18446744073709551616",
                "99999999999999999999999999",
                "5,",
                ",5",
                "5,6",
                "5, 5, 6",
                "5;5"
            })
    void any_other_length_is_refused(String value) {
        assertThatThrownBy(() -> response("Content-Length", value))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Content-Length");
        assertThatThrownBy(() -> request("Content-Length", value)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void equal_lengths_count_once_and_different_ones_are_refused() {
        assertThat(response("Content-Length", "5", "content-length", "5")).isEqualTo(new Length(5));
        assertThat(response("Content-Length", "5, 5")).isEqualTo(new Length(5));
        assertThatThrownBy(() -> response("Content-Length", "5", "Content-Length", "6"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("conflicting Content-Length values 5 and 6");
    }

    @Test
    void a_length_beside_a_transfer_coding_is_refused() {
        for (String coding : List.of("chunked", "identity", "gzip", "")) {
            assertThatThrownBy(() -> response("Content-Length", "5", "Transfer-Encoding", coding))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("both");
            assertThatThrownBy(() -> request("Content-Length", "5", "Transfer-Encoding", coding))
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void chunked_counts_at_the_end_only() {
        assertThat(response("Transfer-Encoding", "chunked")).isEqualTo(new Chunked(List.of()));
        assertThat(response("Transfer-Encoding", "CHUNKED")).isEqualTo(new Chunked(List.of()));
        assertThat(response("Transfer-Encoding", "gzip, chunked")).isEqualTo(new Chunked(List.of("gzip")));
        assertThat(response("Transfer-Encoding", "gzip", "Transfer-Encoding", "chunked"))
                .isEqualTo(new Chunked(List.of("gzip")));
        assertThat(request("Transfer-Encoding", ", chunked")).isEqualTo(new Chunked(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked, chunked", "chunked, identity", "chunked, gzip", "chunked, deflate, chunked"})
    void chunked_elsewhere_is_refused(String value) {
        assertThatThrownBy(() -> response("Transfer-Encoding", value))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("'chunked' before the end");
        assertThatThrownBy(() -> request("Transfer-Encoding", value)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void a_response_without_chunks_or_length_ends_with_the_connection() {
        assertThat(response()).isEqualTo(new UntilClose(List.of()));
        assertThat(response("Transfer-Encoding", "identity")).isEqualTo(new UntilClose(List.of()));
        assertThat(response("Transfer-Encoding", "gzip")).isEqualTo(new UntilClose(List.of("gzip")));
        assertThat(response("Transfer-Encoding", "xchunked")).isEqualTo(new UntilClose(List.of("xchunked")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "gzip", "identity", "chunked;a=b", "\"chunked\"", ""})
    void a_request_cannot_end_with_the_connection(String value) {
        assertThat(request()).isEqualTo(new None());
        assertThatThrownBy(() -> request("Transfer-Encoding", value)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void a_transfer_coding_in_http_1_0_is_refused_in_requests_and_ends_the_connection_in_responses() {
        Headers chunked = Headers.of("Transfer-Encoding", "chunked", "Connection", "keep-alive");
        assertThatThrownBy(() -> BodyFraming.ofRequest(HTTP_1_0, chunked)).isInstanceOf(ProtocolException.class);
        assertThat(BodyFraming.keepsConnection(HTTP_1_0, chunked)).isFalse();
    }

    @Test
    void some_responses_have_no_body_whatever_they_say() {
        Headers lying = Headers.of("Content-Length", "5", "Content-Length", "6", "Transfer-Encoding", "chunked");
        assertThat(BodyFraming.ofResponse(Method.HEAD, Status.OK, lying)).isEqualTo(new None());
        assertThat(BodyFraming.ofResponse(Method.CONNECT, Status.OK, lying)).isEqualTo(new None());
        for (int code : new int[] {100, 101, 103, 199, 204, 304}) {
            assertThat(BodyFraming.ofResponse(Method.GET, Status.of(code), lying))
                    .isEqualTo(new None());
        }
        assertThat(BodyFraming.ofResponse(Method.CONNECT, Status.NOT_FOUND, Headers.of("Content-Length", "5")))
                .isEqualTo(new Length(5));
    }

    @Test
    void the_connection_is_kept_as_both_sides_say() {
        assertThat(BodyFraming.keepsConnection(HTTP_1_1, Headers.empty())).isTrue();
        assertThat(BodyFraming.keepsConnection(HTTP_1_1, Headers.of("Connection", "x, Close")))
                .isFalse();
        assertThat(BodyFraming.keepsConnection(HTTP_1_0, Headers.empty())).isFalse();
        assertThat(BodyFraming.keepsConnection(HTTP_1_0, Headers.of("Connection", "Keep-Alive")))
                .isTrue();
        assertThat(BodyFraming.keepsConnection(HTTP_1_0, Headers.of("Connection", "keep-alive, close")))
                .isFalse();
        assertThat(BodyFraming.keepsConnection(HttpVersion.HTTP_2, Headers.empty()))
                .isTrue();
    }

    @Test
    void a_missing_length_is_said_to_be_missing() {
        assertThatThrownBy(() -> BodyFraming.contentLength(Headers.empty())).hasMessage("Content-Length is missing");
    }
}
