package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouterTest {
    private final Router router = Router.builder()
            .get("/", _ -> Reply.text("root"))
            .get("/users/{id}", request -> Reply.text("user " + request.parameter("id")))
            .put("/users/{id}", request -> Reply.text("put " + request.parameter("id")))
            .get("/users/me", _ -> Reply.text("me"))
            .get("/users/me/settings", _ -> Reply.text("my settings"))
            .get("/users/{id}/posts/{post}", call -> Reply.text(call.parameter("id") + "/" + call.parameter("post")))
            .get("/dir/", _ -> Reply.text("dir"))
            .get("/number/{n}", request -> Reply.text("n " + request.parameterNumber("n", 1, 10)))
            .get("/query", request -> Reply.text(request.query("a").orElse("none") + request.queryNumber("n", 0, 9, 5)))
            .build();
    private Served served;

    @BeforeAll
    void open() throws IOException {
        served = Served.by(router);
    }

    @AfterAll
    void close() {
        served.close();
    }

    private RawPeer.Answer ask(String method, String target) throws IOException {
        try (var peer = served.peer()) {
            return peer.send(method + " " + target + " HTTP/1.1\r\nHost: a\r\n\r\n")
                    .answer();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, root",
        "/users/7, user 7",
        "/users/a%20b%2Fc%C3%A9, user a b/c\u00e9",
        "/users/%zz, user %zz",
        "/users/me, me",
        "/users/m%65, me",
        "/users/me/settings, my settings",
        "/users/me/posts/3, me/3",
        "/users/7/posts/3, 7/3",
        "/dir/, dir",
        "/number/10, n 10",
        "/query, none5",
        "/query?b=1&a=x+y%21&a=z&n=7, x y!7",
        "/query?a, 5",
    })
    void a_path_leads_to_its_route(String target, String body) throws Exception {
        assertThat(new String(
                        ask("GET", target).body().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"/none", "/users", "/users/", "/users/7/", "/users/7/posts", "/dir", "//", "/users/7/settings"})
    void a_path_that_is_no_route_is_404(String target) throws Exception {
        assertThat(ask("GET", target).status()).isEqualTo(404);
    }

    @Test
    void a_method_without_a_route_is_405_and_learns_which_have_one() throws Exception {
        RawPeer.Answer answer = ask("DELETE", "/users/7");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, PUT, HEAD, OPTIONS");
    }

    @Test
    void options_are_told_without_a_handler() throws Exception {
        RawPeer.Answer answer = ask("OPTIONS", "/users/7");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("allow")).isEqualTo("GET, PUT, HEAD, OPTIONS");
        assertThat(ask("OPTIONS", "*").status()).isEqualTo(204);
    }

    @Test
    void a_head_is_answered_by_get_without_its_body() throws Exception {
        try (var peer = served.peer()) {
            peer.send("HEAD /users/7 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(peer.head().header("content-length")).isEqualTo("6");
        }
    }

    @ParameterizedTest
    @CsvSource({"/number/0", "/number/11", "/number/x", "/number/99999999999999999999", "/query?n=x"})
    void a_parameter_out_of_range_is_400_and_learns_what_is_accepted(String target) throws Exception {
        RawPeer.Answer answer = ask("GET", target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).containsPattern("must be a whole number from \\d to \\d+");
    }

    @ParameterizedTest
    @CsvSource({"users", "''", "/{}", "/a{b}", "/{a}/{a}", "/}"})
    void a_pattern_that_makes_no_sense_is_an_error(String pattern) {
        assertThatThrownBy(() -> Router.builder().get(pattern, _ -> Reply.text("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + pattern + "'");
    }

    @Test
    void a_second_handler_for_one_method_of_a_path_is_an_error() {
        var routes = Router.builder().get("/a/{b}", _ -> Reply.text(""));
        assertThatThrownBy(() -> routes.get("/a/{c}", _ -> Reply.text("")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
