package heddle.tests.guides;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.ClientSession;
import heddle.client.CookieFile;
import heddle.client.auth.Auth;
import heddle.client.auth.BearerToken;
import heddle.client.auth.Logins;
import heddle.client.auth.Netrc;
import heddle.http.cookie.Cookie;
import heddle.http.cookie.CookieJar;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.url.Url;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/guides/cookies-and-logins.md` shows, run.
class CookiesAndLoginsGuideTest {
    private final List<String> told = new ArrayList<>();
    private final Handler site = request -> {
        told.add(request.headers()
                .first("Cookie")
                .or(() -> request.headers().first("Authorization"))
                .orElse("nothing"));
        return Reply.text("hello").header("Set-Cookie", "id=7; Max-Age=3600");
    };

    @Test
    void what_a_server_sets() throws Exception {
        Site.visit(site, (session, url) -> {
            session.get(url).discard();
            session.get(url).discard(); // with the cookies that came
            session.cookies().orElseThrow().cookies().forEach(cookie -> IO.println(cookie.name()));
        });
        assertThat(told).containsExactly("nothing", "id=7");
    }

    @Test
    void a_cookie_of_ones_own() throws Exception {
        Site.visit(site, (session, url) -> {
            session.cookies().orElseThrow().add(Cookie.of(Url.parse(url), "lang", "en"));
            session.get(url).discard();
        });
        assertThat(told).containsExactly("lang=en");
    }

    @Test
    void kept_in_a_file(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("cookies.txt");
        Site.serve(site, url -> {
            var jar = CookieJar.create();
            if (Files.exists(file)) {
                CookieFile.load(file, jar);
            }
            try (var session = ClientSession.open(options -> options.cookies(jar))) {
                session.get(url).discard();
            }
            CookieFile.save(file, jar);
        });
        assertThat(file).content().contains("\tid\t7");
    }

    @Test
    void user_and_password() throws Exception {
        Site.visit(site, (session, url) -> {
            session.get(url).auth(Auth.basic("ada", "secret")).discard();
            session.get(url).auth(Auth.digest("ada", "secret")).discard();
        });
        assertThat(told.getFirst()).startsWith("Basic ");
    }

    private static String tokenFromTheLoginServer() {
        return "token";
    }

    @Test
    void a_token_for_one_origin() throws Exception {
        Site.serve(site, api -> {
            var bearer = Auth.bearer(() -> BearerToken.lasting(tokenFromTheLoginServer(), Duration.ofMinutes(30)));
            try (var session =
                    ClientSession.open(options -> options.logins(Logins.none().at(api, bearer)))) {
                session.get(api).discard();
            }
        });
        assertThat(told).containsExactly("Bearer token");
    }

    @Test
    void logins_of_a_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("netrc"), "machine 127.0.0.1 login ada password secret\n");
        Site.serve(site, url -> {
            var logins = Netrc.read(file); // Netrc.ownFile() is ~/.netrc
            try (var session = ClientSession.open(options -> options.logins(logins))) {
                session.get(url).discard();
            }
        });
        assertThat(told.getFirst()).startsWith("Basic ");
    }
}
