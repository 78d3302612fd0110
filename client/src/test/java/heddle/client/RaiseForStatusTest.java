package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.Status;
import heddle.http.StatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses that say no, where success is asked for.
class RaiseForStatusTest {
    private static String answer(String status) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: 4\r\n\r\nbody";
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "503 Service Unavailable", "799 Odd"})
    void an_error_status_is_a_failure_for_a_request_that_says_so(String status) throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(answer(status), answer(status))) {
            Client.visit(session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("body");
                var failure = catchThrowableOfType(
                        StatusException.class,
                        () -> session.get(peer.url()).raiseForStatus().text());
                assertThat(failure).hasMessageStartingWith("GET " + peer.url() + ": the server answered " + status);
                assertThat(failure.status()).isEqualTo(Status.of(Integer.parseInt(status.substring(0, 3))));
                assertThat(failure.isRetryable()).isEqualTo(status.startsWith("503"));
            });
            assertThat(peer.connections())
                    .as("a short body is read and the connection kept")
                    .isOne();
        }
    }

    @Test
    void a_session_can_ask_for_success_throughout() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(answer("200 OK"), answer("500 Oops"))) {
            Client.visit(SessionOptions::raiseForStatus, session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("body");
                assertThatThrownBy(() -> session.get(peer.url()).send()).isInstanceOf(StatusException.class);
                assertThat(session.statistics().idle()).isOne();
            });
        }
    }

    @Test
    void a_request_can_take_any_status_where_its_session_asks_for_success() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(answer("404 Not Found"), answer("404 Not Found"))) {
            Client.visit(SessionOptions::raiseForStatus, session -> {
                assertThat(session.get(peer.url()).raiseForStatus(false).text()).isEqualTo("body");
                assertThatThrownBy(() -> session.get(peer.url()).text()).isInstanceOf(StatusException.class);
            });
        }
    }

    @Test
    void what_is_no_error_is_a_response() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(
                "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n", answer("200 OK"))) {
            Client.visit(SessionOptions::raiseForStatus, session -> {
                try (var unfollowed = session.get(peer.url()).redirectsMax(0).send()) {
                    assertThat(unfollowed.raiseForStatus()).isSameAs(unfollowed);
                }
                assertThat(session.get(peer.url()).text()).isEqualTo("body");
            });
        }
    }

    @Test
    void a_response_can_be_asked_afterwards() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(answer("410 Gone"))) {
            Client.visit(session -> {
                var response = session.post(peer.url()).body("x").send();
                assertThatThrownBy(response::raiseForStatus)
                        .isInstanceOf(StatusException.class)
                        .hasMessageStartingWith("POST " + peer.url() + ": the server answered 410 Gone; check URL");
            });
        }
    }
}
