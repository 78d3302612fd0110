package heddle.client.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import heddle.client.json.JsonCodec;
import heddle.client.json.JsonType;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.DecodingException;
import heddle.http.InvalidRequestException;
import heddle.http.Phase;
import heddle.http.StatusException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Values that go and come as JSON, written and read by Jackson.
class JacksonCodecTest {
    private final JsonCodec json = JacksonCodec.of(new ObjectMapper());

    @Test
    void a_value_goes_and_another_comes_back() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok("{\"name\":\"\\u00c4d\\u00e4\",\"age\":36}"))) {
            Client.visit(session -> {
                User made = session.post(peer.url())
                        .body(json.body(new User("Ada", 35)))
                        .as(json.to(User.class));
                assertThat(made).isEqualTo(new User("Ädä", 36));
            });
            assertThat(peer.requests())
                    .singleElement()
                    .asString()
                    .contains("Content-Type: application/json\r\n", "Content-Length: 23\r\n")
                    .endsWith("{\"name\":\"Ada\",\"age\":35}");
        }
    }

    @Test
    void types_have_arguments() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(
                ScriptedPeer.ok("[{\"name\":\"Ada\",\"age\":36}]"), ScriptedPeer.ok("{\"a\":[1,2]}"))) {
            Client.visit(session -> {
                List<User> users = session.get(peer.url()).as(json.to(new JsonType<List<User>>() {}));
                assertThat(users).containsExactly(new User("Ada", 36));
                Map<String, List<Long>> numbers =
                        session.get(peer.url()).as(json.to(new JsonType<Map<String, List<Long>>>() {}));
                assertThat(numbers).containsExactly(Map.entry("a", List.of(1L, 2L)));
            });
        }
    }

    @Test
    void a_primitive_is_a_value_too() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok("42"))) {
            Client.visit(session ->
                    assertThat(session.get(peer.url()).as(json.to(int.class))).isEqualTo(42));
        }
    }

    @Test
    void a_type_of_ones_own_stays() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok("{}"))) {
            Client.visit(session -> session.post(peer.url())
                    .header("Content-Type", "application/merge-patch+json")
                    .body(json.body(Map.of("age", 37)))
                    .discard());
            assertThat(peer.requests())
                    .singleElement()
                    .asString()
                    .contains("Content-Type: application/merge-patch+json\r\n")
                    .doesNotContain("application/json");
        }
    }

    @Test
    void what_is_no_json_says_what_came_instead() throws Exception {
        String page = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<h1>Sorry</h1>";
        try (var peer = ScriptedPeer.answering(page.substring(0, page.length() - 1))) {
            Client.visit(session -> assertThatThrownBy(
                            () -> session.get(peer.url()).as(json.to(User.class)))
                    .isInstanceOfSatisfying(DecodingException.class, e -> {
                        assertThat(e.kind()).isEqualTo("decoding_failed");
                        assertThat(e.phase()).isEqualTo(Phase.DECODE);
                        assertThat(e.isRetryable()).isFalse();
                        assertThat(e.url()).contains(peer.url());
                    })
                    .hasMessageContainingAll("502", "text/html", "'<'"));
        }
    }

    @Test
    void null_is_no_value() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok("null"))) {
            Client.visit(session -> assertThatThrownBy(
                            () -> session.get(peer.url()).as(json.to(User.class)))
                    .isInstanceOf(DecodingException.class)
                    .hasMessageContaining("it is null"));
        }
    }

    @Test
    void success_can_be_asked_for_first() throws Exception {
        try (var peer = ScriptedPeer.answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            Client.visit(session -> assertThatThrownBy(
                            () -> session.get(peer.url()).raiseForStatus().as(json.to(User.class)))
                    .isInstanceOf(StatusException.class));
        }
    }

    @Test
    void a_value_without_json_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> json.body(new Object()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("java.lang.Object cannot be written as JSON");
    }
}
