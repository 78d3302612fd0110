package heddle.net.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.net.DialFailure;
import heddle.net.ProxyServer.Login;
import heddle.net.tunnel.Negotiation.Step;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What is said to each kind of proxy, byte by byte, and what is understood of the answers, however they are cut.
class NegotiationTest {
    private static final Destination NAME = new Destination("a.example", 443);
    private static final Optional<Login> NOBODY = Optional.empty();
    private static final Optional<Login> SOMEBODY = Optional.of(new Login("us", "é"));

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Plays the answer to a negotiation byte by byte; what it says in between, in hex, and what it left.
    private static String played(Negotiation negotiation, byte[] answer) throws TunnelException {
        var said = new StringBuilder();
        var received = ByteBuffer.allocate(answer.length);
        int taken = 0;
        for (int length = 0; length <= answer.length; length++) {
            received.clear().put(answer, taken, length - taken).flip();
            Step step = negotiation.receive(received);
            taken += received.position();
            switch (step) {
                case Step.Wait() -> {}
                case Step.Say(byte[] bytes) -> said.append(hex(bytes)).append(' ');
                case Step.Open() -> {
                    return said + "open, left " + (answer.length - taken);
                }
            }
        }
        return said + "waiting";
    }

    private static DialFailure refusal(Negotiation negotiation, byte[] answer) {
        return catchThrowableOfType(TunnelException.class, () -> played(negotiation, answer))
                .failure();
    }

    @Test
    void connect_names_the_host_and_the_login() throws Exception {
        assertThat(new String(new HttpConnect(NAME, SOMEBODY).opening(), StandardCharsets.ISO_8859_1))
                .isEqualTo(String.join(
                        "\r\n",
                        "CONNECT a.example:443 HTTP/1.1",
                        "Host: a.example:443",
                        "Proxy-Authorization: Basic dXM6w6k=",
                        "",
                        ""));
        assertThat(new String(
                        new HttpConnect(new Destination("::1", 80), NOBODY).opening(), StandardCharsets.ISO_8859_1))
                .isEqualTo("CONNECT [::1]:80 HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
    }

    @Test
    void connect_leaves_what_follows_the_head() throws Exception {
        assertThat(played(new HttpConnect(NAME, NOBODY), text("HTTP/1.1 200 OK\r\nA: b\r\n\r\nrest")))
                .isEqualTo("open, left 4");
        assertThat(played(new HttpConnect(NAME, NOBODY), text("HTTP/1.1 100 Wait\r\n\r\nHTTP/1.0 200\n\n")))
                .isEqualTo("open, left 0");
        assertThat(played(new HttpConnect(NAME, NOBODY), text("HTTP/1.1 200 OK\r\nA: b\r\n")))
                .isEqualTo("waiting");
    }

    @Test
    void socks_4_is_told_an_address_and_4A_a_name() throws Exception {
        assertThat(hex(new Socks4(new Destination("10.1.2.3", 80), SOMEBODY).opening()))
                .isEqualTo("040100500a010203" + "7573" + "00");
        assertThat(hex(new Socks4(NAME, NOBODY).opening()))
                .isEqualTo("040101bb00000001" + "00" + hex(text("a.example")) + "00");
        assertThat(played(new Socks4(NAME, NOBODY), bytes("005affffffffffff 16")))
                .isEqualTo("open, left 1");
        assertThat(refusal(new Socks4(NAME, NOBODY), bytes("005b000000000000")))
                .isEqualTo(DialFailure.PROXY_UNSUCCESSFUL);
        assertThat(refusal(new Socks4(NAME, NOBODY), bytes("05"))).isEqualTo(DialFailure.NOT_A_PROXY);
    }

    @Test
    void socks_5_is_greeted_logged_in_to_and_asked() throws Exception {
        assertThat(hex(new Socks5(NAME, NOBODY).opening())).isEqualTo("050100");
        assertThat(hex(new Socks5(NAME, SOMEBODY).opening())).isEqualTo("05020002");
        String question = "05010003" + "09" + hex(text("a.example")) + "01bb";
        assertThat(played(new Socks5(NAME, SOMEBODY), bytes("0502 0100 05000001 7f000001 1234 ff")))
                .isEqualTo("01" + "027573" + "02c3a9 " + question + " open, left 1");
        assertThat(played(new Socks5(NAME, SOMEBODY), bytes("0500 05000003 02 6161 1234")))
                .isEqualTo(question + " open, left 0");
        assertThat(played(
                        new Socks5(new Destination("::1", 80), NOBODY),
                        bytes("0500 05000004 00000000000000000000000000000000 1234")))
                .isEqualTo("05010004" + "00000000000000000000000000000001" + "0050 open, left 0");
    }

    /// With a length of one byte, the rest of a longer name would be told to the target.
    @Test
    void a_name_longer_than_socks_5_carries_is_never_sent() throws Exception {
        var longest = new Destination("a".repeat(255), 80);
        assertThat(played(new Socks5(longest, NOBODY), bytes("0500")))
                .isEqualTo("05010003" + "ff" + "61".repeat(255) + "0050 waiting");
        var longer = new Destination("a".repeat(256), 80);
        assertThat(refusal(new Socks5(longer, NOBODY), bytes("0500"))).isEqualTo(DialFailure.PROXY_FORBIDS);
        assertThat(refusal(new Socks5(longer, SOMEBODY), bytes("0502 0100"))).isEqualTo(DialFailure.PROXY_FORBIDS);
    }

    @Test
    void an_answer_of_an_unknown_kind_is_refused() {
        assertThat(refusal(new Socks5(NAME, NOBODY), bytes("0500 05000009 00"))).isEqualTo(DialFailure.NOT_A_PROXY);
        assertThat(refusal(new Socks5(NAME, NOBODY), bytes("0500 04"))).isEqualTo(DialFailure.NOT_A_PROXY);
        assertThat(refusal(new Socks5(NAME, NOBODY), bytes("0502"))).isEqualTo(DialFailure.NOT_A_PROXY);
    }

    /// Whatever comes, the outcome is a step or a typed failure, and no byte is taken twice.
    @RepeatedTest(200)
    void random_bytes_end_in_a_step_or_a_refusal(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (Negotiation negotiation : new Negotiation[] {
            new HttpConnect(NAME, SOMEBODY), new Socks4(NAME, SOMEBODY), new Socks5(NAME, SOMEBODY)
        }) {
            var bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            byte[][] starts = {text("HTTP/1.1 200"), {0}, {5, 2, 1, 0, 5, 0, 0}};
            byte[] start = starts[random.nextInt(starts.length)];
            var all =
                    ByteBuffer.allocate(start.length + bytes.length).put(start).put(bytes);
            try {
                assertThat(played(negotiation, all.array())).isNotEmpty();
            } catch (TunnelException refused) {
                assertThat(refused.failure().step()).isEqualTo(DialFailure.Step.PROXY);
            }
        }
    }
}
