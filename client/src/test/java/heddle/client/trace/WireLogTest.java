package heddle.client.trace;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a wire log shows, and what it does not.
class WireLogTest {
    private final Lines lines = new Lines();

    /// A log in memory.
    private static final class Lines implements System.Logger {
        private final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();
        private Level least = Level.DEBUG;

        @Override
        public String getName() {
            return WireLog.NAME;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= least.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            all.add(level + " " + text);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object @Nullable ... with) {
            all.add(level + " " + format);
        }

        /// Those of the exchanges, in order.
        String ofExchanges() {
            return all.stream()
                    .filter(line -> !line.startsWith("DEBUG connection"))
                    .map(line -> line.replace("DEBUG ", ""))
                    .collect(joining("\n"));
        }
    }

    @Test
    void heads_and_bodies_are_shown_and_secrets_are_not() throws Exception {
        try (var peer =
                ScriptedPeer.repeating("HTTP/1.1 200 OK\r\nSet-Cookie: sid=sesame\r\nContent-Length: 5\r\n\r\nhello")) {
            Client.visit(
                    options -> options.uncompressed().listener(WireLog.to(lines, log -> log)),
                    session -> session.post(peer.url().replace("//", "//me:sesame@"))
                            .header("Content-Type", "text/plain")
                            .body("ping {0}")
                            .discard());
            assertThat(lines.ofExchanges()).isEqualTo("""
                            1 > POST http://127.0.0.1:%1$d/
                            1 * waits for a connection: NO_CONNECTION
                            1 * on connection 1, OPENED
                            1 > HTTP/1.1
                            1 > Host: 127.0.0.1:%1$d
                            1 > User-Agent: heddle/0.1
                            1 > Accept: */*
                            1 > Content-Type: text/plain
                            1 > Content-Length: 8
                            1 > Authorization: ***
                            1 > 8 bytes: ping {0}
                            1 < HTTP/1.1 200 OK
                            1 < Set-Cookie: ***
                            1 < Content-Length: 5
                            1 < 5 bytes: hello
                            1 * complete""".formatted(peer.port()));
            assertThat(lines.all)
                    .contains(
                            "DEBUG connection 1 dials 127.0.0.1:" + peer.port(),
                            "DEBUG connection 1 is closed: SESSION_CLOSED");
        }
    }

    @Test
    void bodies_are_cut_and_what_is_no_text_is_counted() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            Client.visit(
                    options -> options.listener(
                            WireLog.to(lines, log -> log.bodyBytesMax(3).secrets(Secrets.SHOWN))),
                    session -> session.post(peer.url())
                            .header("Cookie", "sid=sesame")
                            .body(new byte[] {0, 1, 2, 3})
                            .discard());
            assertThat(lines.ofExchanges().lines())
                    .contains("1 > Cookie: sid=sesame", "1 > 4 bytes", "1 < 5 bytes: hel...");
        }
    }

    @Test
    void a_log_that_is_off_is_told_nothing() throws Exception {
        lines.least = System.Logger.Level.INFO;
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            Client.visit(
                    options -> options.listener(WireLog.to(lines, log -> log)),
                    session -> session.get(peer.url()).discard());
            assertThat(lines.all).isEmpty();
        }
    }
}
