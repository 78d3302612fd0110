package heddle.client.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import heddle.client.auth.Netrc;
import heddle.net.ProxyServer;
import heddle.net.ProxyServer.Kind;
import heddle.url.Url;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which proxy serves which URL, and how proxies and exceptions are written.
class ProxiesTest {
    private static final Url PLAIN = Url.parse("http://example.com/");
    private static final Url SECURE = Url.parse("https://example.com/");

    private static String chosen(Proxies proxies, Url url) {
        return proxies.choose(url).map(ProxyServer::toString).orElse("straight");
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example, HTTP, proxy.example, 80",
        "proxy.example:3128, HTTP, proxy.example, 3128",
        "http://proxy.example:3128/, HTTP, proxy.example, 3128",
        "https://proxy.example, HTTPS, proxy.example, 443",
        "socks4://10.0.0.1:9, SOCKS4, 10.0.0.1, 9",
        "socks4a://proxy.example, SOCKS4A, proxy.example, 1080",
        "socks5://[::1]:1081, SOCKS5, ::1, 1081",
        "SOCKS5H://proxy.example, SOCKS5H, proxy.example, 1080",
    })
    void a_proxy_is_written_as_a_url(String text, Kind kind, String host, int port) {
        assertThat(Proxies.all(text).choose(PLAIN)).contains(ProxyServer.of(kind, host, port));
    }

    @Test
    void user_and_password_are_unescaped_and_never_shown() {
        var server = Proxies.all("http://me%40work:p%3A%C3%A9@proxy.example:3128")
                .choose(PLAIN)
                .orElseThrow();
        assertThat(server.login()).contains(new ProxyServer.Login("me@work", "p:é"));
        assertThat(server).hasToString("http://***@proxy.example:3128");
        assertThat(server.login().orElseThrow()).hasToString("Login[***]");
    }

    @Test
    void a_proxy_without_a_login_takes_that_of_its_host_from_a_file() {
        var netrc = Netrc.parse("machine Proxy.example login me password pw\nmachine ::1 login six password 6");
        assertThat(login(Proxies.all("http://PROXY.example:3128").logins(netrc)))
                .contains(new ProxyServer.Login("me", "pw"));
        assertThat(login(Proxies.all("socks5://[::1]:1080").logins(netrc))).contains(new ProxyServer.Login("six", "6"));
        assertThat(login(Proxies.all("http://own:own@proxy.example").logins(netrc)))
                .contains(new ProxyServer.Login("own", "own"));
        assertThat(login(Proxies.all("http://other.example").logins(netrc))).isEmpty();
        assertThat(login(Proxies.all("http://other.example").logins(Netrc.parse("default login a password b"))))
                .contains(new ProxyServer.Login("a", "b"));
        assertThat(Proxies.none().logins(netrc)).isEqualTo(Proxies.none());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proxies.all("http://proxy.example")
                        .logins(Netrc.parse("machine proxy.example login a:b password secret")))
                .withMessageContaining("colon")
                .withMessageNotContaining("secret");
    }

    private static Optional<ProxyServer.Login> login(Proxies proxies) {
        return proxies.choose(PLAIN).orElseThrow().login();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://me:secret@proxy.example",
                "http://me:secret@proxy.example:99999",
                "http://me:secret@proxy.example/path",
                "http://me:secret@proxy.example?query",
                "http://me:secret@pro xy.example",
                "http://",
                "socks5://me:@proxy.example",
                "socks5://me%00:secret@proxy.example",
                "http://m%3Ae:secret@proxy.example",
                ""
            })
    void what_is_no_proxy_is_refused_without_telling_the_password(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proxies.all(text))
                .satisfies(wrong -> assertThat(wrong.toString()).doesNotContain("secret"));
    }

    @Test
    void the_environment_has_a_proxy_for_each_scheme_and_one_for_all() {
        var each = Proxies.fromEnvironment(Map.of("http_proxy", "one:1", "https_proxy", "two:2", "all_proxy", "no:9"));
        assertThat(chosen(each, PLAIN)).isEqualTo("http://one:1");
        assertThat(chosen(each, SECURE)).isEqualTo("http://two:2");
        var all = Proxies.fromEnvironment(Map.of("ALL_PROXY", "socks5h://all"));
        assertThat(chosen(all, PLAIN)).isEqualTo("socks5h://all:1080");
        assertThat(chosen(all, SECURE)).isEqualTo("socks5h://all:1080");
        assertThat(Proxies.fromEnvironment(Map.of("http_proxy", " ", "no_proxy", "*"))
                        .areNone())
                .isTrue();
    }

    @Test
    void lower_case_goes_first_and_HTTP_PROXY_is_what_a_stranger_may_have_set() {
        assertThat(Proxies.fromEnvironment(Map.of("HTTP_PROXY", "evil:1")).areNone())
                .isTrue();
        var both = Proxies.fromEnvironment(Map.of("https_proxy", "lower:1", "HTTPS_PROXY", "upper:2"));
        assertThat(chosen(both, SECURE)).isEqualTo("http://lower:1");
    }

    @Test
    void the_environment_spares_this_machine() {
        var proxies = Proxies.fromEnvironment(Map.of("all_proxy", "proxy:1", "no_proxy", "example.com"));
        for (String url : new String[] {
            "http://localhost/", "http://127.0.0.1:8080/", "http://127.9.9.9/", "http://[::1]/", "http://example.com/"
        }) {
            assertThat(chosen(proxies, Url.parse(url))).as(url).isEqualTo("straight");
        }
        assertThat(chosen(Proxies.all("proxy:1"), Url.parse("http://localhost/")))
                .isEqualTo("http://proxy:1");
    }

    @Test
    void a_variable_that_is_no_proxy_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proxies.fromEnvironment(Map.of("https_proxy", "gopher://me:secret@h")))
                .withMessageStartingWith("the environment variable https_proxy: a proxy cannot speak 'gopher'")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com | http://example.com/ | true",
                "example.com | http://www.example.com/ | true",
                "example.com | http://badexample.com/ | false",
                "example.com | http://example.com.evil/ | false",
                ".example.com | http://www.example.com/ | true",
                ".example.com | http://example.com/ | true",
                "*.example.com | http://www.example.com/ | true",
                "EXAMPLE.com. | http://example.com/ | true",
                "example.com | http://example.com./ | true",
                "com | http://example.com/ | true",
                "* | http://anything/ | true",
                "other, example.com | http://example.com/ | true",
                "other example.com | http://example.com/ | true",
                "example.com:8080 | http://example.com:8080/ | true",
                "example.com:8080 | http://example.com/ | false",
                "example.com:443 | https://example.com/ | true",
                "10.1.2.3 | http://10.1.2.3/ | true",
                "10.1.2.3 | http://10.1.2.30/ | false",
                "10.1.2.3:81 | http://10.1.2.3/ | false",
                "10.0.0.0/8 | http://10.255.0.1/ | true",
                "10.0.0.0/8 | http://11.0.0.1/ | false",
                "10.0.0.0/8 | http://0x0a.1/ | true",
                "192.168.0.0/23 | http://192.168.1.1/ | true",
                "192.168.0.0/23 | http://192.168.2.1/ | false",
                "0.0.0.0/0 | http://8.8.8.8/ | true",
                "0.0.0.0/0 | http://example.com/ | false",
                "0.0.0.0/0 | http://[::1]/ | false",
                "fd00::/8 | http://[fd12::1]/ | true",
                "fd00::/8 | http://[fe80::1]/ | false",
                "::1 | http://[::1]/ | true",
                "[::1]:8080 | http://[::1]:8080/ | true",
                "[::1]:8080 | http://[::1]/ | false",
                "0.0.1 | http://10.0.0.1/ | false",
                "10.0.0.0/33, 10.0.0.0/x, /8, :80, a:b, . | http://10.0.0.1/ | false",
            })
    void exceptions_are_names_addresses_blocks_and_ports(String list, String url, boolean isSpared) {
        assertThat(Proxies.all("proxy:1").except(list).choose(Url.parse(url)).isEmpty())
                .isEqualTo(isSpared);
    }

    @Test
    void a_proxy_without_a_host_or_with_a_bad_one_cannot_be_made() {
        for (String host : new String[] {"", "a b", "a\r\nX: y", "é"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.of(Kind.HTTP, host, 80));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.of(Kind.HTTP, "h", 0));
        assertThat(Optional.of(ProxyServer.of(Kind.SOCKS5, "::1", 80)).get().place())
                .isEqualTo("[::1]:80");
    }
}
