package heddle.client.trace;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.peer.ScriptedPeer;
import org.junit.jupiter.api.Test;

/// The snippets of `docs/seeing.md`, run. That they stand here word for word is checked in the module `tests`.
class GuideSeeingTest {
    @Test
    void a_listener() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            String url = peer.url();
            Async.run(() -> {
                SessionListener slow = event -> {
                    switch (event) {
                        case CallEvent.Retried retried -> IO.println("again: " + retried.reason());
                        case ExchangeEvent.Queued queued -> IO.println("waits: " + queued.reason());
                        case ConnectionEvent.Closed closed -> IO.println("closed: " + closed.reason());
                        default -> {}
                    }
                };
                try (var session = ClientSession.open(options -> options.listener(slow))) {
                    IO.println(session.get(url).text());
                }
            });
            assertThat(peer.requests()).hasSize(1);
        }
    }
}
