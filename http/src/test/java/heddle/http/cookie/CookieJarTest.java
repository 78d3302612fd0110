package heddle.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import heddle.url.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 8 of the cases: whose cookie is sent where, until when, and how many.
class CookieJarTest {
    private static final String SITE = "https://www.example.com/dir/page";

    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private CookieJar jar = CookieJar.create(CookieLimits.defaults(), () -> now);

    private void receive(String url, String... lines) {
        var headers = Headers.builder();
        for (String line : lines) {
            headers.add("Set-Cookie", line);
        }
        jar.receive(Url.parse(url), headers.build());
    }

    private String sent(String url) {
        return jar.header(Url.parse(url)).orElse("");
    }

    @Test
    void a_cookie_without_a_domain_is_for_its_host_alone() {
        receive(SITE, "a=1; Path=/");
        assertThat(sent("https://www.example.com/")).isEqualTo("a=1");
        assertThat(sent("https://sub.www.example.com/")).isEmpty();
        assertThat(sent("https://example.com/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://www.example.com/shop;v=1/", "https://www.exam;ple.com/shop/"})
    void a_cookie_without_a_path_is_for_the_folder_of_its_page_whatever_its_url_has(String folder) {
        receive(folder + "page", "a=1");
        assertThat(sent(folder + "other")).isEqualTo("a=1");
        assertThat(sent(Url.parse(folder).resolve("/elsewhere").href())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Domain", "Domain=", "Domain=."})
    void an_empty_domain_is_none(String attribute) {
        receive(SITE, "a=1; " + attribute);
        assertThat(jar.cookies()).singleElement().matches(Cookie::isHostOnly);
    }

    @Test
    void a_domain_reaches_all_below_it_and_nothing_that_only_ends_alike() {
        receive(SITE, "a=1; Domain=example.com; Path=/");
        assertThat(sent("https://example.com/")).isEqualTo("a=1");
        assertThat(sent("http://a.b.example.com:8080/")).isEqualTo("a=1");
        assertThat(sent("https://badexample.com/")).isEmpty();
        assertThat(sent("https://example.com.test/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"other.com", "sub.www.example.com", "ww.example.com", "w.example.com", "example.com.", "com"})
    void nobody_sets_cookies_for_another_domain(String domain) {
        receive(SITE, "a=1; Path=/; Domain=" + domain);
        assertThat(jar.cookies()).isEmpty();
    }

    @Test
    void a_public_suffix_is_no_domain() {
        receive("https://shop.co.uk/", "a=1; Domain=co.uk");
        receive("https://me.github.io/", "a=1; Domain=github.io");
        receive("https://foo.co.uk./", "a=1; Domain=co.uk.");
        assertThat(jar.cookies()).isEmpty();
    }

    @Test
    void a_public_suffix_that_is_the_host_itself_gets_a_cookie_for_itself() {
        receive("https://github.io/", "a=1; Domain=github.io");
        receive("http://localhost/", "b=2; Domain=localhost");
        assertThat(jar.cookies()).hasSize(2).allMatch(Cookie::isHostOnly);
    }

    @Test
    void an_address_has_no_domain_above_it() {
        receive("http://127.0.0.1:8080/", "a=1", "b=2; Domain=0.0.1", "c=3; Domain=127.0.0.1", "d=4; Domain=1");
        receive("http://[::1]/", "six=6");
        assertThat(sent("http://127.0.0.1/")).isEqualTo("a=1; c=3");
        assertThat(sent("http://1.127.0.0.1.test/")).isEmpty();
        assertThat(sent("http://[::1]:9/")).isEqualTo("six=6");
    }

    @ParameterizedTest
    @CsvSource({
        "/dir, /dir, true",
        "/dir, /dir/, true",
        "/dir, /dir/page, true",
        "/dir, /directory, false",
        "/dir/, /dir, false",
        "/dir/, /dir/page, true",
        "/, /, true",
        "/, /anything, true",
        "/Dir, /dir, false",
        "/d%69r, /dir, false",
    })
    void paths_match_whole_segments(String cookiePath, String path, boolean isSent) {
        receive(SITE, "a=1; Path=" + cookiePath);
        assertThat(sent("https://www.example.com" + path)).isEqualTo(isSent ? "a=1" : "");
    }

    @ParameterizedTest
    @CsvSource({"/, /", "/page, /", "/dir/page, /dir", "/dir/, /dir", "/a/b/c?x=/y/z, /a/b"})
    void without_a_path_it_is_for_the_folder_of_the_request(String requested, String path) {
        receive("https://www.example.com" + requested, "a=1");
        assertThat(jar.cookies()).extracting(Cookie::path).containsExactly(path);
    }

    @Test
    void longer_paths_are_sent_first_and_then_the_older() {
        receive(SITE, "a=1; Path=/", "b=2; Path=/dir", "c=3; Path=/");
        receive(SITE, "a=4; Path=/");
        assertThat(sent(SITE)).isEqualTo("b=2; a=4; c=3");
    }

    @Test
    void a_secure_cookie_is_neither_set_nor_sent_over_http() {
        receive("http://www.example.com/", "a=1; Secure");
        receive("https://www.example.com/", "b=2; Secure");
        assertThat(sent("https://www.example.com/")).isEqualTo("b=2");
        assertThat(sent("http://www.example.com/")).isEmpty();
    }

    @Test
    void http_does_not_push_a_secure_cookie_aside() {
        receive("https://www.example.com/", "id=true; Secure; Path=/login");
        receive("http://www.example.com/", "id=forged; Path=/login/en", "id=forged; Domain=example.com; Path=/login");
        assertThat(sent("https://www.example.com/login/en")).isEqualTo("id=true");
        receive("http://www.example.com/", "id=other; Path=/");
        receive("https://www.example.com/", "id=renewed; Path=/login; Secure");
        assertThat(sent("https://www.example.com/login/en")).isEqualTo("id=renewed; id=other");
    }

    @ParameterizedTest
    @CsvSource({
        "__Secure-a=1; Secure, true",
        "__Secure-a=1, false",
        "__SECURE-a=1, false",
        "__Host-a=1; Secure; Path=/, true",
        "__Host-a=1; Path=/, false",
        "__Host-a=1; Secure, false",
        "__host-a=1; Secure; Path=/dir, false",
        "__Host-a=1; Secure; Path=/; Domain=www.example.com, false",
        "a=1; SameSite=None; Secure, true",
        "a=1; SameSite=None, false",
    })
    void names_keep_what_they_promise(String line, boolean isTaken) {
        receive("https://www.example.com/", line);
        assertThat(jar.size()).isEqualTo(isTaken ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"Lax, LAX", "STRICT, STRICT", "none; Secure, NONE", "else, UNSPECIFIED", "'', UNSPECIFIED"})
    void same_site_is_kept(String written, SameSite kept) {
        receive(SITE, "a=1; HttpOnly; SameSite=" + written);
        assertThat(jar.cookies()).singleElement().matches(cookie -> cookie.sameSite() == kept && cookie.isHttpOnly());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b\u0000c", "a=b\nc", "a\r=b", "a=b; Path=/\u007F", "a\tb=c", "=c", "alone", ""})
    void controls_and_lines_without_a_name_are_no_cookies(String line) {
        jar.receive(Url.parse(SITE), Headers.ofWire(new String[] {"Set-Cookie", line}, 2));
        assertThat(jar.cookies()).isEmpty();
    }

    @Property(tries = 500)
    void any_line_at_all_gives_a_cookie_that_can_be_sent_or_none(@ForAll String line, @ForAll String attributes) {
        var anyJar = CookieJar.create();
        for (String text : List.of(
                line, "a=" + line, "a=1;" + line, "a=1; Domain=" + line, "a=1; Expires=" + line + ";" + attributes)) {
            anyJar.receive(Url.parse(SITE), Headers.ofWire(new String[] {"Set-Cookie", text}, 2));
            anyJar.header(Url.parse(SITE)).ifPresent(value -> Headers.of("Cookie", value));
        }
        assertThat(NetscapeFormat.read(NetscapeFormat.write(anyJar.cookies()))).hasSameSizeAs(anyJar.cookies());
    }

    @Test
    void a_cookie_ends_in_time_and_max_age_beats_expires() {
        receive(
                SITE,
                "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "b=2; Expires=Thu, 26-Nov-26 12:00:30 GMT",
                "c=3");
        assertThat(sent(SITE)).isEqualTo("a=1; b=2; c=3");
        now = now.plusSeconds(30);
        assertThat(sent(SITE)).isEqualTo("a=1; c=3");
        now = now.plusSeconds(30);
        assertThat(sent(SITE)).isEqualTo("c=3");
        assertThat(jar.cookies()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max-Age=0", "Max-Age=-1", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"})
    void a_cookie_that_has_ended_removes_the_one_there(String end) {
        receive(SITE, "a=1", "b=2");
        receive(SITE, "a=; " + end);
        assertThat(sent(SITE)).isEqualTo("b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max-Age=99999999999999999999", "Expires=Fri, 31 Dec 9999 23:59:59 GMT"})
    void no_cookie_lives_longer_than_allowed(String end) {
        receive(SITE, "a=1; " + end);
        assertThat(jar.cookies())
                .extracting(Cookie::expires)
                .containsExactly(Optional.of(now.plus(Duration.ofDays(400))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max-Age=ten", "Max-Age=", "Max-Age=1.5", "Max-Age=-", "Expires=soon", "Expires="})
    void an_end_that_is_none_leaves_a_cookie_of_the_session(String end) {
        receive(SITE, "a=1; " + end);
        assertThat(jar.cookies())
                .singleElement()
                .matches(cookie -> cookie.expires().isEmpty());
    }

    @Test
    void a_cookie_over_4096_bytes_is_not_taken_and_an_attribute_over_1024_does_not_count() {
        receive(SITE, "a=" + "x".repeat(4095), "b=" + "x".repeat(4096));
        receive(SITE, "c=3; Domain=example.com" + "x".repeat(1024), "d=4; Path=/" + "x".repeat(1024));
        assertThat(jar.cookies()).extracting(Cookie::name).containsExactly("a", "c", "d");
        assertThat(sent(SITE)).contains("c=3", "d=4");
    }

    @Test
    void a_domain_with_too_many_loses_those_that_are_not_secure_and_then_the_least_used() {
        jar = CookieJar.create(CookieLimits.defaults().perDomainMax(3), () -> now);
        receive(SITE, "old=1; Path=/old", "secure=2; Secure", "used=3");
        sent(SITE);
        receive(SITE, "new=4");
        assertThat(jar.cookies()).extracting(Cookie::name).containsExactly("secure", "used", "new");
        receive(SITE, "newer=5; Path=/newer");
        assertThat(jar.cookies()).extracting(Cookie::name).containsExactly("secure", "new", "newer");
    }

    @Test
    void a_full_jar_loses_what_has_ended_and_then_the_least_used_of_all() {
        jar = CookieJar.create(CookieLimits.defaults().totalMax(3), () -> now);
        receive("https://a.test/", "a=1; Max-Age=5");
        receive("https://b.test/", "b=1");
        receive("https://c.test/", "c=1");
        now = now.plusSeconds(5);
        receive("https://d.test/", "d=1");
        assertThat(jar.cookies()).extracting(Cookie::name).containsExactly("b", "c", "d");
        sent("https://b.test/");
        receive("https://e.test/", "e=1");
        assertThat(jar.cookies()).extracting(Cookie::name).containsExactly("b", "d", "e");
    }

    @Test
    void a_flood_of_cookies_stays_within_the_limits() {
        IntStream.range(0, 5_000)
                .forEach(i -> receive("https://host%d.test/".formatted(i % 200), "c%d=1".formatted(i)));
        assertThat(jar.size()).isEqualTo(3_000);
        IntStream.range(0, 1_000).forEach(i -> receive(SITE, "c%d=1".formatted(i)));
        assertThat(jar.cookies(Url.parse(SITE))).hasSize(50);
        assertThat(jar.size()).isEqualTo(3_000);
    }

    @Test
    void cookies_can_be_added_looked_at_and_removed() {
        Url url = Url.parse(SITE);
        assertThat(jar.add(Cookie.of(url, "mine", "secret"))).isTrue();
        receive(SITE, "theirs=1; Max-Age=60");
        assertThat(jar.cookies(url)).extracting(Cookie::name).containsExactly("theirs", "mine");
        assertThat(jar.cookies())
                .allSatisfy(cookie -> assertThat(cookie.toString()).doesNotContain("secret"));
        jar.remove(cookie -> cookie.expires().isEmpty());
        assertThat(sent(SITE)).isEqualTo("theirs=1");
        jar.remove(_ -> true);
        assertThat(jar.size()).isZero();
        assertThat(jar.header(url)).isEmpty();
    }

    @Test
    void what_is_added_is_judged_too() {
        Url url = Url.parse("http://www.example.com/");
        assertThat(jar.add(Cookie.of(url, "__Host-a", "1"))).isFalse();
        assertThat(jar.add(Cookie.of(url, "a", "x".repeat(5_000)))).isFalse();
        assertThat(jar.add(
                        NetscapeFormat.read(".co.uk\tTRUE\t/\tFALSE\t0\ta\t1").getFirst()))
                .isFalse();
        assertThat(jar.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'a\r\nX', 1", "'a=b', 1", "'a;b', 1", "'', 1", "a, 'b\r\nX: y'", "a, 'b; c'", "a, '\u20ac'"})
    void the_caller_cannot_inject_anything_by_a_cookie(String name, String value) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Cookie.of(Url.parse(SITE), name, value));
    }

    @Test
    void limits_are_checked() {
        List.<Runnable>of(
                        () -> CookieLimits.defaults().totalMax(0),
                        () -> CookieLimits.defaults().perDomainMax(-1),
                        () -> CookieLimits.defaults().bytesMax(0),
                        () -> CookieLimits.defaults().lifetimeMax(Duration.ZERO),
                        () -> CookieLimits.defaults().lifetimeMax(Duration.ofSeconds(Long.MAX_VALUE)))
                .forEach(wrong -> assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(wrong::run));
    }
}
