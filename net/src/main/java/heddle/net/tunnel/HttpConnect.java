package heddle.net.tunnel;

import heddle.net.DialFailure;
import heddle.net.ProxyServer.Login;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// CONNECT (RFC 9110 §9.3.6): any status 2xx opens the tunnel, after the empty line that ends its head, whatever
/// its fields say about a body.
public final class HttpConnect implements Negotiation {
    private static final int HEAD_BYTES_MAX = 64 << 10;
    private static final int INTERIM_MAX = 16;

    /// More kinds of login are not told of.
    private static final int SCHEMES_MAX = 16;
    private static final byte[] PREFIX = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})(?: ([^\\r\\n]*))?\\r?");
    private static final Pattern CHALLENGE = Pattern.compile("(?im)^Proxy-Authenticate:(.*)$");

    /// Without escapes in it, which would cost a loop that takes stack; a name is found too much at worst.
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"");

    /// A word that no `=` follows: it begins a challenge.
    private static final Pattern SCHEME = Pattern.compile("(?:^|,)\\s*+([A-Za-z][\\w-]*+)(?=\\s*(?:$|,|\\s[^\\s=]))");

    private final Destination destination;
    private final Optional<Login> login;
    private int interim;

    public HttpConnect(Destination destination, Optional<Login> login) {
        this.destination = destination;
        this.login = login;
    }

    /// User and password as the field `Proxy-Authorization` has them.
    public static String credentials(Login login) {
        byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public byte[] opening() {
        String place = destination.authority();
        String authorization = login.map(who -> "Proxy-Authorization: " + credentials(who) + "\r\n")
                .orElse("");
        return "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(place, place, authorization)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public Step receive(ByteBuffer received) throws TunnelException {
        while (true) {
            requireHttp(received);
            int end = headEnd(received);
            if (end < 0) {
                requireRoom(received.remaining());
                return new Step.Wait();
            }
            requireRoom(end - received.position());
            var head = new byte[end - received.position()];
            received.get(head);
            if (isOpen(new String(head, StandardCharsets.ISO_8859_1))) {
                return new Step.Open();
            }
        }
    }

    /// Whether that head opens the tunnel; an interim one does not, and says nothing.
    private boolean isOpen(String head) throws TunnelException {
        Matcher line = STATUS_LINE.matcher(head.lines().findFirst().orElse(""));
        if (head.indexOf(0) >= 0 || !line.matches()) {
            throw garbage();
        }
        int status = Integer.parseInt(line.group(1));
        if (status < 200 && ++interim <= INTERIM_MAX && status != 101) {
            return false;
        }
        if (status / 100 != 2) {
            throw refusal(status, line.group(2), schemes(head));
        }
        return true;
    }

    /// The kinds of login that the proxy takes (RFC 9110 §11.7.1), as far as it has said.
    private static List<String> schemes(String head) {
        return CHALLENGE
                .matcher(head)
                .results()
                .flatMap(field -> SCHEME.matcher(QUOTED.matcher(field.group(1)).replaceAll(""))
                        .results())
                .map(scheme -> scheme.group(1))
                .distinct()
                .limit(SCHEMES_MAX)
                .toList();
    }

    private TunnelException refusal(int status, String reason, List<String> schemes) {
        String said = "it answered %d %s"
                .formatted(status, reason == null ? "" : reason)
                .strip();
        if (status == 407 && !schemes.isEmpty() && schemes.stream().noneMatch("Basic"::equalsIgnoreCase)) {
            return new TunnelException(
                    DialFailure.PROXY_LOGIN_NOT_SPOKEN,
                    "%s, and takes logins by %s, but not by Basic".formatted(said, String.join(", ", schemes)));
        }
        if (status == 407 || status == 401) { // the latter by tinyproxy, for a login that is wrong
            String why = login.isPresent() ? " to user and password" : ", and was given neither user nor password";
            return new TunnelException(DialFailure.PROXY_LOGIN_REFUSED, said + why);
        }
        return new TunnelException(status >= 500 ? DialFailure.PROXY_UNSUCCESSFUL : DialFailure.PROXY_FORBIDS, said);
    }

    private static TunnelException garbage() {
        return new TunnelException(DialFailure.NOT_A_PROXY, "what it answered to CONNECT is not HTTP/1");
    }

    private static void requireHttp(ByteBuffer received) throws TunnelException {
        for (int i = 0; i < Math.min(PREFIX.length, received.remaining()); i++) {
            if (received.get(received.position() + i) != PREFIX[i]) {
                throw garbage();
            }
        }
    }

    private static void requireRoom(int bytes) throws TunnelException {
        if (bytes > HEAD_BYTES_MAX) {
            throw new TunnelException(
                    DialFailure.NOT_A_PROXY, "its answer to CONNECT is longer than %d bytes".formatted(HEAD_BYTES_MAX));
        }
    }

    /// The index after the empty line; -1 while it has not come. A bare LF ends a line, as elsewhere.
    private static int headEnd(ByteBuffer received) {
        for (int i = received.position() + 1; i < received.limit(); i++) {
            if (received.get(i) != '\n') {
                continue;
            }
            int before = received.get(i - 1) == '\r' ? i - 2 : i - 1;
            if (before >= received.position() && received.get(before) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }
}
