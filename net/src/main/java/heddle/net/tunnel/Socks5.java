package heddle.net.tunnel;

import heddle.net.DialFailure;
import heddle.net.ProxyServer.Login;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// SOCKS 5 (RFC 1928), without a login or with user and password (RFC 1929).
public final class Socks5 implements Negotiation {
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int PASSWORD = 2;
    private static final int NOTHING_SUITS = 0xFF;
    private static final int COUNTED_BYTES_MAX = 255;

    private final Destination destination;
    private final Optional<Login> login;
    private State state = State.METHOD;

    /// What is to come next.
    private enum State {
        METHOD,
        LOGIN,
        ANSWER
    }

    public Socks5(Destination destination, Optional<Login> login) {
        this.destination = destination;
        this.login = login;
    }

    @Override
    public byte[] opening() {
        return login.isPresent() ? new byte[] {VERSION, 2, NO_LOGIN, PASSWORD} : new byte[] {VERSION, 1, NO_LOGIN};
    }

    @Override
    public Step receive(ByteBuffer received) throws TunnelException {
        return switch (state) {
            case METHOD -> method(received);
            case LOGIN -> loggedIn(received);
            case ANSWER -> answer(received);
        };
    }

    private Step method(ByteBuffer received) throws TunnelException {
        requireFirst(received, VERSION);
        if (received.remaining() < 2) {
            return new Step.Wait();
        }
        received.get();
        int method = received.get() & 0xFF;
        if (method == NO_LOGIN) {
            state = State.ANSWER;
            return new Step.Say(question());
        }
        if (method == PASSWORD && login.isPresent()) {
            state = State.LOGIN;
            return new Step.Say(password(login.get()));
        }
        if (method == NOTHING_SUITS) {
            String offer = login.isPresent() ? "neither no login nor user and password" : "no access without a login";
            throw new TunnelException(DialFailure.PROXY_LOGIN_REFUSED, "it accepts " + offer + " (SOCKS 5)");
        }
        throw new TunnelException(
                DialFailure.NOT_A_PROXY, "it chose method 0x%02X, which was not offered (SOCKS 5)".formatted(method));
    }

    private Step loggedIn(ByteBuffer received) throws TunnelException {
        if (received.remaining() < 2) {
            return new Step.Wait();
        }
        received.get(); // the version of RFC 1929, which some get wrong
        int status = received.get() & 0xFF;
        if (status != 0) {
            throw new TunnelException(
                    DialFailure.PROXY_LOGIN_REFUSED,
                    "it refused user or password (SOCKS 5, status %d)".formatted(status));
        }
        state = State.ANSWER;
        return new Step.Say(question());
    }

    private Step answer(ByteBuffer received) throws TunnelException {
        requireFirst(received, VERSION);
        if (received.remaining() < 2) {
            return new Step.Wait();
        }
        int start = received.position();
        int code = received.get(start + 1) & 0xFF;
        if (code != 0) {
            throw refusal(code);
        }
        if (received.remaining() < 5) {
            return new Step.Wait();
        }
        int addressBytes = switch (received.get(start + 3)) {
            case 1 -> 4;
            case 4 -> 16;
            case 3 -> 1 + (received.get(start + 4) & 0xFF);
            default -> throw garbage();
        };
        int length = 4 + addressBytes + 2;
        if (received.remaining() < length) {
            return new Step.Wait();
        }
        received.position(start + length);
        return new Step.Open();
    }

    private static TunnelException refusal(int code) {
        String said = " (SOCKS 5, code 0x%02X)".formatted(code);
        return switch (code) {
            case 1 -> new TunnelException(DialFailure.PROXY_UNSUCCESSFUL, "it failed" + said);
            case 2 -> new TunnelException(DialFailure.PROXY_FORBIDS, "its rules forbid that target" + said);
            case 3, 4 -> new TunnelException(DialFailure.PROXY_UNSUCCESSFUL, "it cannot reach that host" + said);
            case 5 -> new TunnelException(DialFailure.PROXY_UNSUCCESSFUL, "that host refused the connection" + said);
            case 6 -> new TunnelException(DialFailure.PROXY_UNSUCCESSFUL, "that host did not answer in time" + said);
            case 7 -> new TunnelException(DialFailure.PROXY_FORBIDS, "it makes no connections" + said);
            case 8 -> new TunnelException(DialFailure.PROXY_FORBIDS, "it does not take that kind of address" + said);
            default -> new TunnelException(DialFailure.PROXY_UNSUCCESSFUL, "it failed in a way of its own" + said);
        };
    }

    private static void requireFirst(ByteBuffer received, int expected) throws TunnelException {
        if (received.hasRemaining() && received.get(received.position()) != expected) {
            throw garbage();
        }
    }

    private static TunnelException garbage() {
        return new TunnelException(DialFailure.NOT_A_PROXY, "what it answered is not SOCKS 5");
    }

    /// A name that is too long for its length to be written would be taken for something else, and its end for what the
    /// target is told (as in CVE-2023-38545).
    private byte[] question() throws TunnelException {
        byte[] address = destination.address();
        var question = new ByteArrayOutputStream();
        question.writeBytes(new byte[] {VERSION, 1, 0});
        if (address.length > 0) {
            question.write(address.length == 4 ? 1 : 4);
            question.writeBytes(address);
        } else {
            byte[] name = destination.host().getBytes(StandardCharsets.US_ASCII);
            if (name.length > COUNTED_BYTES_MAX) {
                throw new TunnelException(
                        DialFailure.PROXY_FORBIDS,
                        "the name of the target has %d bytes, of which SOCKS 5 carries %d"
                                .formatted(name.length, COUNTED_BYTES_MAX));
            }
            question.write(3);
            writeCounted(question, name);
        }
        question.write(destination.port() >> 8);
        question.write(destination.port());
        return question.toByteArray();
    }

    private static byte[] password(Login login) {
        var question = new ByteArrayOutputStream();
        question.write(1);
        writeCounted(question, login.user().getBytes(StandardCharsets.UTF_8));
        writeCounted(question, login.password().getBytes(StandardCharsets.UTF_8));
        return question.toByteArray();
    }

    private static void writeCounted(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes.length);
        out.writeBytes(bytes);
    }
}
