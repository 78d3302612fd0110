package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.http.cookie.Cookie;
import heddle.http.cookie.CookieJar;
import heddle.url.Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CookieFileTest {
    private final CookieJar jar = CookieJar.create();

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void aJarAndAFile() {
        file = folder.resolve("cookies.txt");
        jar.add(Cookie.of(Url.parse("https://example.com/"), "a", "1\u00ff"));
        jar.add(Cookie.of(Url.parse("http://127.0.0.1/"), "b", ""));
    }

    @Test
    void what_is_saved_is_loaded_again() throws Exception {
        CookieFile.save(file, jar);
        var loaded = CookieJar.create();
        CookieFile.load(file, loaded);
        assertThat(loaded.cookies()).isEqualTo(jar.cookies());
    }

    @Test
    void a_file_is_replaced_whole_and_for_its_owner_alone() throws Exception {
        Files.writeString(file, "old");
        CookieFile.save(file, jar);
        try (var names = Files.list(folder)) {
            assertThat(names).containsExactly(file);
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("old");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void what_cannot_be_written_leaves_the_old_file_and_no_part() throws Exception {
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("inside"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> CookieFile.save(taken, jar));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CookieFile.save(folder.resolve("missing/cookies.txt"), jar));
        try (var names = Files.list(folder)) {
            assertThat(names).containsExactly(taken);
        }
    }

    @Test
    void a_line_that_is_no_cookie_is_named_with_its_file() throws Exception {
        Files.writeString(file, "# fine\nnot a cookie\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CookieFile.load(file, jar))
                .withMessageContainingAll("cookies.txt: line 2");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> CookieFile.load(folder.resolve("none"), jar));
    }

    @Test
    void cookies_of_a_file_that_have_ended_or_reach_too_far_are_left_out() throws Exception {
        Files.writeString(file, """
                .co.uk\tTRUE\t/\tFALSE\t0\twide\t1
                old.test\tFALSE\t/\tFALSE\t1000\told\t1
                ok.test\tFALSE\t/\tFALSE\t0\tok\t1
                """);
        var loaded = CookieJar.create();
        CookieFile.load(file, loaded);
        assertThat(loaded.cookies()).extracting(Cookie::name).containsExactly("ok");
    }
}
