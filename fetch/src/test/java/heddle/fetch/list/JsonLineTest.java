package heddle.fetch.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.http.Method;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What lines that are JSON objects ask for, and bring along.
class JsonLineTest {
    private static UrlList list(String text, Columns columns) {
        return UrlList.lines(ListSource.stream("list", new ByteArrayInputStream(text.getBytes(UTF_8))), columns);
    }

    private static LineRequest request(String members) throws IOException {
        return particulars(members).request().orElseThrow();
    }

    private static Particulars particulars(String members) throws IOException {
        return ReadList.entry(list("{\"url\":\"http://a/\"," + members + "}", Columns.URL))
                .listed()
                .particulars();
    }

    private static String problem(String members) throws IOException {
        return ReadList.problem(list("{\"url\":\"http://a/\"," + members + "}", Columns.URL));
    }

    @Test
    void a_method_makes_it_a_request_with_headers_and_a_body() throws IOException {
        LineRequest request =
                request("\"method\":\"PUT\",\"headers\":{\"X-One\":\"1\",\"X-Two\":[\"a\",\"b\"]},\"body\":\"é\"");
        assertThat(request.method()).isEqualTo(Method.PUT);
        assertThat(request.headers().first("X-One")).contains("1");
        assertThat(request.headers().all("x-two")).containsExactly("a", "b");
        assertThat(request.headers().first("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(request.body()).isEqualTo("é".getBytes(UTF_8));
    }

    @Test
    void a_body_may_be_bytes_and_its_type_is_left_alone() throws IOException {
        LineRequest request = request("\"body_base64\":\"AP8=\",\"method\":\"POST\"");
        assertThat(request.body()).isEqualTo(new byte[] {0, (byte) 0xFF});
        assertThat(request.headers()).isEmpty();
        assertThat(request("\"method\":\"POST\",\"headers\":{\"content-type\":\"text/csv\"},\"body\":\"a\"")
                        .headers()
                        .all("Content-Type"))
                .containsExactly("text/csv");
    }

    @Test
    void without_a_method_the_members_are_those_of_somebody_elses_response() throws IOException {
        assertThat(particulars("\"headers\":{\"Server\":\"x\"},\"body\":\"<html>\""))
                .isEqualTo(Particulars.NONE);
        assertThat(particulars("\"headers\":7,\"body_base64\":\"?\"")).isEqualTo(Particulars.NONE);
        assertThat(particulars("\"method\":null,\"body\":\"x\"")).isEqualTo(Particulars.NONE);
    }

    @Test
    void a_plain_get_is_like_no_method() throws IOException {
        assertThat(particulars("\"method\":\"GET\"")).isEqualTo(Particulars.NONE);
        assertThat(request("\"method\":\"GET\",\"headers\":{\"Accept\":\"text/html\"}")
                        .headers()
                        .size())
                .isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"method\":7                                        | line 1 of list has a \"method\" that is no text",
                "\"method\":\"PO ST\"                                | has a \"method\" that cannot be asked for: PO ST",
                "\"method\":\"CONNECT\"                              | has a \"method\" that cannot be asked for: CONNECT",
                "\"method\":\"GET\",\"headers\":[]                   | has \"headers\" that are no JSON object of names and texts",
                "\"method\":\"GET\",\"headers\":{\"A\":1}            | has a \"headers\" that is no text",
                "\"method\":\"GET\",\"headers\":{\"A b\":\"1\"}      | has a header that cannot be sent",
                "\"method\":\"GET\",\"headers\":{\"A\":\"1\\r\\nB\"} | has a header that cannot be sent",
                "\"method\":\"GET\",\"headers\":{\"content-length\":\"1\"} | which the client writes itself",
                "\"method\":\"POST\",\"body\":{}                     | has a \"body\" that is no text",
                "\"method\":\"POST\",\"body_base64\":\"*\"           | has a \"body_base64\" that is not Base64",
            })
    void what_cannot_be_asked_for_is_a_bad_line_that_says_so(String members, String problem) throws IOException {
        assertThat(problem(members)).contains(problem);
    }

    @Test
    void columns_come_along_exactly_as_they_were_read() throws IOException {
        String line = "{\"n\":1.10e2,\"big\":123456789012345678901234567890,\"t\":\"ä\\u0000\",\"no\":null,"
                + "\"list\":[1.50, {\"a\":true}],\"link\":\"http://a/\",\"other\":1}";
        Columns columns = new Columns("link", List.of("big", "list", "missing", "n", "no", "t"));
        assertThat(ReadList.entry(list(line, columns)).listed())
                .isEqualTo(new Listed(
                        "http://a/",
                        Particulars.of(List.of(
                                Cell.json("big", "123456789012345678901234567890"),
                                Cell.json("list", "[1.50,{\"a\":true}]"),
                                Cell.json("n", "1.10e2"),
                                Cell.none("no"),
                                Cell.text("t", "ä\0")))));
    }

    @Test
    void a_column_that_is_there_twice_makes_a_bad_line() throws IOException {
        String line = "{\"url\":\"http://a/\",\"id\":1,\"other\":1,\"other\":2,\"id\":2}";
        assertThat(ReadList.problem(list(line, Columns.URL.kept(List.of("id")))))
                .isEqualTo("line 1 of list has the member \"id\" twice");
        assertThat(ReadList.entry(list(line, Columns.URL)).listed()).isEqualTo(Listed.of("http://a/"));
    }

    @Test
    void what_is_passed_through_is_sent_all_the_same() throws IOException {
        String line = "{\"url\":\"http://a/\",\"method\":\"POST\",\"headers\":{\"A\":\"1\"},\"body\":\"x\"}";
        Particulars particulars = ReadList.entry(list(line, Columns.URL.kept(List.of("method", "headers", "body"))))
                .listed()
                .particulars();
        assertThat(particulars.request().orElseThrow().headers().first("A")).contains("1");
        assertThat(particulars.request().orElseThrow().body()).hasSize(1);
        assertThat(particulars.cells()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"url\":\"http://a/\"} {}", "{\"url\":\"http://a/\"", "{\"url\":\"http://a/\",}", "{]"})
    void half_an_object_or_two_are_a_bad_line(String line) throws IOException {
        assertThat(ReadList.problem(list(line, Columns.URL))).startsWith("line 1 of list ");
    }

    @Test
    void an_empty_url_is_a_bad_line() throws IOException {
        assertThat(ReadList.problem(list("{\"url\":\"\"}", Columns.URL))).contains("has an empty \"url\"");
    }

    @Test
    void an_object_may_be_longer_than_a_url_but_not_endless() throws IOException {
        String long1 = "  {\"text\":\"" + "x".repeat(LineReader.OBJECT_BYTES_MAX - 100) + "\",\"url\":\"http://a/\"}";
        String long2 = "{\"text\":\"" + "x".repeat(LineReader.OBJECT_BYTES_MAX) + "\",\"url\":\"http://b/\"}";
        List<ListLine> lines = ReadList.lines(
                list(long1 + "\n" + long2 + "\n" + "http://c/" + "y".repeat(70_000) + "\nhttp://d/\n", Columns.URL));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo(new ListLine.Entry(1, "http://a/"));
        assertThat(((ListLine.Bad) lines.get(1)).problem()).contains("is longer than the 4194304 bytes");
        assertThat(((ListLine.Bad) lines.get(2)).problem()).contains("is longer than the 65536 bytes");
        assertThat(lines.get(3)).isEqualTo(new ListLine.Entry(4, "http://d/"));
    }

    @Test
    void what_it_brings_along_has_a_limit() throws IOException {
        int most = (int) Particulars.SIZE_MAX;
        assertThat(request("\"method\":\"PUT\",\"headers\":{\"A\":\"1\",\"Content-Type\":\"\"},\"body\":\""
                                + "x".repeat(most - 14) + "\"")
                        .size())
                .isEqualTo(most);
        assertThat(problem("\"method\":\"PUT\",\"body\":\"" + "x".repeat(most) + "\""))
                .contains("brings more along than the 131072 bytes that it may");
    }

    @Test
    void a_list_of_objects_has_no_other_lines() throws IOException {
        UrlList list = UrlList.objects(
                ListSource.stream("list", new ByteArrayInputStream("http://a/\n[1]\n".getBytes(UTF_8))), Columns.URL);
        assertThat(ReadList.lines(list)).hasSize(2).allMatch(ListLine.Bad.class::isInstance);
    }

    @Test
    void a_column_is_kept_once() {
        assertThatThrownBy(() -> Columns.URL.kept(List.of("a", "a"))).isInstanceOf(IllegalArgumentException.class);
    }
}
