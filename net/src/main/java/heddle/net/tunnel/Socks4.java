package heddle.net.tunnel;

import heddle.net.DialFailure;
import heddle.net.ProxyServer.Login;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// SOCKS 4, and 4A where the proxy is given a name: one question, one answer of eight bytes.
public final class Socks4 implements Negotiation {
    private static final int ANSWER_BYTES = 8;
    private static final int GRANTED = 0x5A;
    private static final int NO_IDENT = 0x5C;
    private static final int OTHER_USER = 0x5D;

    /// In place of an address it says that a name follows.
    private static final byte[] NAME_FOLLOWS = {0, 0, 0, 1};

    private final Destination destination;
    private final Optional<Login> login;

    public Socks4(Destination destination, Optional<Login> login) {
        this.destination = destination;
        this.login = login;
    }

    @Override
    public byte[] opening() {
        byte[] address = destination.address();
        boolean isIpv4 = address.length == 4;
        var question = new ByteArrayOutputStream();
        question.write(4);
        question.write(1);
        question.write(destination.port() >> 8);
        question.write(destination.port());
        question.writeBytes(isIpv4 ? address : NAME_FOLLOWS);
        question.writeBytes(login.map(Login::user).orElse("").getBytes(StandardCharsets.UTF_8));
        question.write(0);
        if (!isIpv4) {
            question.writeBytes(destination.host().getBytes(StandardCharsets.US_ASCII));
            question.write(0);
        }
        return question.toByteArray();
    }

    @Override
    public Step receive(ByteBuffer received) throws TunnelException {
        if (received.hasRemaining() && received.get(received.position()) != 0) {
            throw new TunnelException(DialFailure.NOT_A_PROXY, "what it answered is not SOCKS 4");
        }
        if (received.remaining() < ANSWER_BYTES) {
            return new Step.Wait();
        }
        int code = received.get(received.position() + 1) & 0xFF;
        received.position(received.position() + ANSWER_BYTES);
        return switch (code) {
            case GRANTED -> new Step.Open();
            case NO_IDENT, OTHER_USER ->
                throw new TunnelException(
                        DialFailure.PROXY_LOGIN_REFUSED,
                        "it wants to know the user (SOCKS 4, code 0x%02X)".formatted(code));
            default ->
                throw new TunnelException(
                        DialFailure.PROXY_UNSUCCESSFUL,
                        "it forbids that target or cannot reach it (SOCKS 4, code 0x%02X)".formatted(code));
        };
    }
}
