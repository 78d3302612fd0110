package heddle.client.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.async.Async;
import heddle.http.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Forms as they go out, byte by byte.
class MultipartFormTest {
    private static String text(RequestBody body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (BodySource source = body.open()) {
            for (ByteBuffer piece = source.read(); piece.hasRemaining(); piece = source.read()) {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                bytes.writeBytes(copy);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void fields_and_files_stand_between_boundaries() throws Exception {
        var form = MultipartForm.empty()
                .field("title", "Sunset ☀")
                .file("photo", "photo.jpg", "image/jpeg", RequestBody.of("JPEG".getBytes(StandardCharsets.UTF_8)))
                .encoded("x");
        String expected = """
                --x
                Content-Disposition: form-data; name="title"

                Sunset ☀
                --x
                Content-Disposition: form-data; name="photo"; filename="photo.jpg"
                Content-Type: image/jpeg

                JPEG
                --x--
                """.replace("\n", "\r\n");
        assertThat(form.contentType()).isEqualTo("multipart/form-data; boundary=x");
        assertThat(text(form.body())).isEqualTo(expected);
        assertThat(form.body().length()).hasValue(expected.getBytes(StandardCharsets.UTF_8).length);
        assertThat(form.body().isRepeatable()).isTrue();
        assertThat(text(form.body())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain.txt | plain.txt",
                "a\"b.txt | a%22b.txt",
                "a%22b.txt | a%22b.txt",
                "a\\b.txt | a\\b.txt",
                "ä☀.txt | ä☀.txt",
            })
    void a_file_name_is_escaped_as_browsers_do(String name, String shown) throws Exception {
        var form = MultipartForm.empty()
                .file("f", name, "text/plain", RequestBody.NONE)
                .encoded("x");
        assertThat(text(form.body())).contains("filename=\"" + shown + "\"\r\n");
    }

    @Test
    void nobody_writes_headers_by_a_name() throws Exception {
        String evil = "a\r\nContent-Type: text/html\r\n\r\n<script>\n--x--\r";
        var form = MultipartForm.empty()
                .field(evil, "value")
                .file(evil, evil, "text/plain", RequestBody.NONE)
                .encoded("x");
        String text = text(form.body());
        assertThat(text.lines().filter(line -> line.startsWith("Content-Type: text/html")))
                .isEmpty();
        assertThat(text.lines().filter(line -> line.startsWith("--x"))).hasSize(3);
        assertThat(text)
                .contains("name=\"a%0D%0AContent-Type: text/html%0D%0A%0D%0A<script>%0D%0A--x--%0D%0A\"")
                .contains("filename=\"a%0D%0AContent-Type: text/html%0D%0A%0D%0A<script>%0A--x--%0D\"");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> MultipartForm.empty().file("f", "f", "text/plain\r\nX: 1", RequestBody.NONE));
    }

    @Test
    void line_breaks_in_values_are_those_of_mail() throws Exception {
        var form = MultipartForm.empty().field("a", "1\n2\r3\r\n4").encoded("x");
        assertThat(text(form.body())).contains("\r\n\r\n1\r\n2\r\n3\r\n4\r\n--x--");
    }

    @Test
    void a_part_of_unknown_length_or_that_serves_once_makes_the_whole_so() throws Exception {
        RequestBody once =
                RequestBody.of(3, RequestBody.of(new byte[] {'a', 'b', 'c'}).open());
        var form = MultipartForm.empty()
                .file("f", "f", "text/plain", once)
                .encoded("x")
                .body();
        assertThat(form.length()).isPresent();
        assertThat(form.isRepeatable()).isTrue();
        assertThat(text(form)).contains("\r\n\r\nabc\r\n");
        assertThat(form.isRepeatable()).isFalse();
        var unknown = RequestBody.of(RequestBody.NONE.open());
        assertThat(MultipartForm.empty()
                        .file("f", "f", "text/plain", unknown)
                        .encoded()
                        .body()
                        .length())
                .isEmpty();
    }

    @Test
    void a_file_is_read_when_the_form_is_sent_and_its_type_is_told_by_its_ending(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("page.html"), "<p>".repeat(100_000));
        var form = MultipartForm.empty().file("page", file).encoded("x");
        Async.run(() -> {
            String text = text(form.body());
            assertThat(text).contains("filename=\"page.html\"\r\nContent-Type: text/html\r\n\r\n<p><p>");
            assertThat(form.body().length()).hasValue(text.length());
        });
    }

    @Test
    void boundaries_are_never_the_same() {
        assertThat(MultipartForm.empty().encoded().contentType())
                .matches("multipart/form-data; boundary=----heddle[0-9a-f]{32}")
                .isNotEqualTo(MultipartForm.empty().encoded().contentType());
    }
}
