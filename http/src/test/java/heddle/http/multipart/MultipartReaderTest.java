package heddle.http.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.http.LimitExceededException;
import heddle.http.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms taken apart, however they are cut, and what is none refused.
class MultipartReaderTest {
    private static final String FORM = """
            what mail programs say to those who cannot read this
            --b\t
            Content-Disposition: form-data; name="title"

            Süd
            --b
            content-disposition: form-data; filename="a \\"b\\".txt"; name=file
            Content-Type: text/plain

            -bb
            -b

            --b
            Content-Disposition: form-data; name=""


            --b--
            and after it""".replace("\n", "\r\n");

    private record Part(PartHead head, String text) {}

    private static Supplier<Optional<byte[]>> source(byte[] whole, int size) {
        int[] at = {0};
        return () -> {
            int from = at[0];
            at[0] = Math.min(whole.length, from + size);
            return from == whole.length ? Optional.empty() : Optional.of(Arrays.copyOfRange(whole, from, at[0]));
        };
    }

    private static List<Part> parts(byte[] whole, int size, MultipartLimits limits) {
        var reader = MultipartReader.of(source(whole, size), "b", limits);
        var parts = new ArrayList<Part>();
        for (var head = reader.next(); head.isPresent(); head = reader.next()) {
            var bytes = new ByteArrayOutputStream();
            for (var piece = reader.read(); piece.isPresent(); piece = reader.read()) {
                assertThat(piece.get()).isNotEmpty();
                bytes.writeBytes(piece.get());
            }
            parts.add(new Part(head.get(), bytes.toString(UTF_8)));
        }
        return parts;
    }

    private static List<Part> parts(String form) {
        return parts(form.getBytes(UTF_8), 1000, MultipartLimits.defaults());
    }

    @Property(tries = 100)
    void however_it_is_cut_the_parts_are_the_same(@ForAll @IntRange(min = 1, max = 400) int size) {
        assertThat(parts(FORM.getBytes(UTF_8), size, MultipartLimits.defaults()))
                .containsExactly(
                        new Part(new PartHead("title", Optional.empty(), Optional.empty()), "Süd"),
                        new Part(
                                new PartHead("file", Optional.of("a \"b\".txt"), Optional.of("text/plain")),
                                "-bb\r\n-b\r\n"),
                        new Part(new PartHead("", Optional.empty(), Optional.empty()), ""));
    }

    @Property(tries = 200)
    void any_bytes_without_the_boundary_come_through(
            @ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(min = 1, max = 50) int size) {
        var form = new ByteArrayOutputStream();
        form.writeBytes("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n".getBytes(ISO_8859_1));
        form.writeBytes(bytes);
        form.writeBytes("\r\n--b--".getBytes(ISO_8859_1));
        if (new String(bytes, ISO_8859_1).startsWith("--b") || new String(bytes, ISO_8859_1).contains("\r\n--b")) {
            return;
        }
        var reader = MultipartReader.of(source(form.toByteArray(), size), "b", MultipartLimits.defaults());
        reader.next();
        var read = new ByteArrayOutputStream();
        for (var piece = reader.read(); piece.isPresent(); piece = reader.read()) {
            read.writeBytes(piece.get());
        }
        assertThat(read.toByteArray()).isEqualTo(bytes);
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void parts_that_nobody_reads_are_skipped() {
        var reader = MultipartReader.of(source(FORM.getBytes(UTF_8), 7), "b", MultipartLimits.defaults());
        assertThat(reader.next().orElseThrow().name()).isEqualTo("title");
        assertThat(reader.next().orElseThrow().name()).isEqualTo("file");
        assertThat(reader.next().orElseThrow().name()).isEmpty();
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
        assertThat(reader.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b",
                "--b\r\nContent-Disposition: form-data; name=x\r\n\r\nno end",
                "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n--b",
                "--b rest\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n--b--",
                "--b\r\nno field\r\n\r\n\r\n--b--",
                "--b\r\n\r\n\r\n--b--",
                "--b\r\nContent-Disposition: attachment; name=x\r\n\r\n\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"x\r\n\r\n\r\n--b--",
                "--b\r\nContent-Disposition: form-data\r\n\r\n\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n\r\n--b--"
            })
    void what_is_no_form_is_refused(String form) {
        assertThatThrownBy(() -> parts(form)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void what_is_beyond_the_limits_is_refused() {
        String part = "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n";
        byte[] form = (part.repeat(3) + "--b--").getBytes(UTF_8);
        assertThat(parts(form, 10, MultipartLimits.defaults().partsMax(3))).hasSize(3);
        assertThatThrownBy(() -> parts(form, 10, MultipartLimits.defaults().partsMax(2)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("parts of a form");
        assertThatThrownBy(() -> parts(form, 10, MultipartLimits.defaults().headBytesMax(40)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("head of a part");
        byte[] endless = ("--b\r\nX: " + "x".repeat(10_000)).getBytes(UTF_8);
        assertThatThrownBy(() -> parts(endless, 100, MultipartLimits.defaults()))
                .isInstanceOf(LimitExceededException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\photos\\a.jpg, a.jpg",
        "../../etc/passwd, passwd",
        "a.jpg, a.jpg",
        "a/.., ",
        "., ",
        "a/, ",
    })
    void only_the_last_step_of_a_file_name_names_a_file(String path, String last) {
        var head = new PartHead("x", Optional.of(path), Optional.empty());
        assertThat(head.baseName()).isEqualTo(Optional.ofNullable(last));
    }

    @Test
    void a_boundary_is_what_the_content_type_says() {
        assertThat(MultipartReader.boundary("multipart/form-data; boundary=\"a b\""))
                .contains("a b");
        assertThat(MultipartReader.boundary("Multipart/Form-Data; Boundary=ab")).contains("ab");
        assertThat(MultipartReader.boundary("multipart/form-data")).isEmpty();
        assertThat(MultipartReader.boundary("multipart/mixed; boundary=a")).isEmpty();
        assertThat(MultipartReader.boundary("multipart/form-data; boundary=" + "a".repeat(71)))
                .isEmpty();
    }
}
