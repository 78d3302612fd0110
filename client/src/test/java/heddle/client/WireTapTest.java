package heddle.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.tap.WireTap;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.url.Url;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a tap is shown of a call, in order.
class WireTapTest {
    private final List<String> seen = new ArrayList<>();

    private final WireTap tap = new WireTap() {
        @Override
        public void sent(Url url, byte[] head) {
            seen.add("sent " + new String(head, ISO_8859_1).lines().findFirst().orElse(""));
        }

        @Override
        public void received(SocketAddress from, HttpVersion version, Status status, Headers headers) {
            seen.add("received " + status.code() + " " + status.reason() + " by " + version.number() + " from "
                    + ((InetSocketAddress) from).getAddress().getHostAddress());
        }

        @Override
        public void piece(byte[] bytes) {
            seen.add("piece of " + bytes.length);
        }

        @Override
        public void end() {
            seen.add("end");
        }
    };

    @Test
    void every_hop_is_shown_as_it_goes_over_the_wire() throws Exception {
        String first = "HTTP/1.1 302 Over There\r\nLocation: /there\r\nContent-Length: 4\r\n\r\nbody";
        try (var peer = ScriptedPeer.keepingAlive(first, ScriptedPeer.ok("there"))) {
            String text = Client.run(
                    session -> session.get(peer.url("/here")).tap(tap).text());
            assertThat(text).isEqualTo("there");
        }
        assertThat(seen)
                .containsExactly(
                        "sent GET /here HTTP/1.1",
                        "received 302 Over There by 1.1 from 127.0.0.1",
                        "piece of 4",
                        "end",
                        "sent GET /there HTTP/1.1",
                        "received 200 OK by 1.1 from 127.0.0.1",
                        "piece of 5",
                        "end");
    }

    @Test
    void a_body_that_is_given_up_has_no_end() throws Exception {
        try (var peer = ScriptedPeer.answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")) {
            Client.visit(session -> {
                try (Response response = session.get(peer.url()).tap(tap).send()) {
                    assertThat(response.body().read().remaining()).isEqualTo(4);
                }
            });
        }
        assertThat(seen).endsWith("piece of 4").doesNotContain("end");
    }
}
