package heddle.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import heddle.http.Headers;
import heddle.url.Url;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetscapeFormatTest {
    @Test
    void what_is_written_is_read_again_but_for_same_site() {
        var jar = CookieJar.create();
        jar.receive(
                Url.parse("https://www.example.com/dir/page"),
                Headers.of(
                        "Set-Cookie", "session=1; HttpOnly; SameSite=Lax",
                        "Set-Cookie", "wide=a b\tc; Domain=example.com; Path=/; Max-Age=3600",
                        "Set-Cookie", "empty=; Secure"));
        var cookies = jar.cookies();
        assertThat(NetscapeFormat.read(NetscapeFormat.write(cookies)))
                .usingRecursiveComparison()
                .ignoringFields("sameSite", "expires")
                .isEqualTo(cookies);
    }

    @Test
    void the_text_is_that_of_curl() {
        assertThat(NetscapeFormat.read("""
                # Netscape HTTP Cookie File
                # https://curl.se/docs/http-cookies.html

                #HttpOnly_.example.com\tTRUE\t/\tTRUE\t1900000000\tid\tsecret
                127.0.0.1\tFALSE\t/dir\tFALSE\t0\tempty
                """))
                .containsExactly(
                        new Cookie(
                                "id",
                                "secret",
                                "example.com",
                                false,
                                "/",
                                true,
                                true,
                                SameSite.UNSPECIFIED,
                                Optional.of(Instant.ofEpochSecond(1_900_000_000))),
                        new Cookie(
                                "empty",
                                "",
                                "127.0.0.1",
                                true,
                                "/dir",
                                false,
                                false,
                                SameSite.UNSPECIFIED,
                                Optional.empty()));
    }

    @Test
    void a_host_that_begins_with_a_dot_keeps_it() {
        var jar = CookieJar.create();
        jar.receive(Url.parse("http://.ahttp/"), Headers.of("Set-Cookie", "id=1"));
        assertThat(jar.cookies()).singleElement().extracting(Cookie::domain).isEqualTo(".ahttp");
        assertThat(NetscapeFormat.read(NetscapeFormat.write(jar.cookies()))).isEqualTo(jar.cookies());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no tabs at all",
                "a.test\tTRUE\t/\tTRUE\tsoon\tname\tvalue",
                "a.test\tTRUE\tno-slash\tTRUE\t0\tname\tvalue",
                "a.test\tTRUE\t/\tTRUE\t0\t\tvalue",
                "a.test\tTRUE\t/\tTRUE\t0\tname\tval\u0001ue",
            })
    void a_line_that_is_no_cookie_is_named_by_its_number(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetscapeFormat.read("# comment\n" + line + "\n"))
                .withMessageStartingWith("line 2 of the cookies ");
    }
}
