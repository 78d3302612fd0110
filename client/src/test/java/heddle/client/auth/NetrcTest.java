package heddle.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import heddle.http.Method;
import heddle.url.Url;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetrcTest {
    private static String login(Logins logins, String url) {
        var place = Url.parse(url);
        return logins.of(place)
                .flatMap(auth -> auth.authorization(new AuthRequest(Method.GET, place, Optional.empty(), 0)))
                .map(value -> new String(
                        Base64.getDecoder().decode(value.substring("Basic ".length())), StandardCharsets.UTF_8))
                .orElse("nobody");
    }

    @Test
    void a_host_has_its_login_on_every_port() {
        var netrc = Netrc.parse("""
                # mine
                machine example.com login me password p4ss
                machine Example.ORG
                    login "a b" # a comment
                    account x
                    password "q\\"\\\\ p"
                machine ::1 login six password 6
                macdef init
                  machine not.example login no password no

                machine example.com login second password no
                """);
        assertThat(login(netrc, "https://example.com/")).isEqualTo("me:p4ss");
        assertThat(login(netrc, "http://example.com:8080/")).isEqualTo("me:p4ss");
        assertThat(login(netrc, "https://example.org/")).isEqualTo("a b:q\"\\ p");
        assertThat(login(netrc, "https://[::1]/")).isEqualTo("six:6");
        assertThat(login(netrc, "https://www.example.com/")).isEqualTo("nobody");
        assertThat(login(netrc, "https://not.example/")).isEqualTo("nobody");
        assertThat(netrc.toString()).doesNotContain("p4ss");
    }

    @Test
    void the_default_is_for_all_others() {
        var netrc = Netrc.parse("machine a.example login a password 1 default login d password 2");
        assertThat(login(netrc, "http://a.example/")).isEqualTo("a:1");
        assertThat(login(netrc, "http://b.example/")).isEqualTo("d:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine", "\nmachine h login", "login me", "machine h pasword secret"})
    void what_is_wrong_is_told_by_its_line(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Netrc.parse(text))
                .withMessageStartingWith("line ")
                .withMessageNotContaining("secret");
    }

    @Test
    void a_file_is_named(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("netrc"), "password secret");
        assertThatIOException().isThrownBy(() -> Netrc.read(file)).withMessage(file + ": line 1 belongs to no machine");
    }

    @Test
    void an_origin_goes_before_what_is_looked_up() {
        var logins = Netrc.parse("default login d password 2")
                .at("https://a.example", Auth.basic("a", "1"))
                .at("https://a.example:8443", Auth.basic("b", "1"));
        assertThat(login(logins, "https://a.example/x")).isEqualTo("a:1");
        assertThat(login(logins, "https://a.example:8443/x")).isEqualTo("b:1");
        assertThat(login(logins, "http://a.example/x")).isEqualTo("d:2");
        assertThat(login(Logins.none(), "http://a.example/x")).isEqualTo("nobody");
    }
}
