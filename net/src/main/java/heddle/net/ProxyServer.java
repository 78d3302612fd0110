package heddle.net;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A server that passes connections or requests on: where it is, how it is spoken to, and who asks. A target that
/// is reached through it is never looked up here, unless its [Kind] says so.
///
/// @param kind the protocol
/// @param host a name or an IP literal, IPv6 without brackets
/// @param port 1 to 65535
/// @param login who asks, if the proxy wants to know; none by default
/// @param tls how the proxy itself is trusted, for [Kind#HTTPS]; by default as any peer of the session, but always
///     verified, and without the session's own certificate, pins and names
public record ProxyServer(Kind kind, String host, int port, Optional<Login> login, Optional<TlsOptions> tls) {

    /// What a proxy speaks.
    public enum Kind {
        /// HTTP over TCP: CONNECT (RFC 9110 §9.3.6), or requests in absolute form.
        HTTP,
        /// The same over TLS.
        HTTPS,
        /// SOCKS 4: for IPv4 addresses, so that names are looked up here.
        SOCKS4,
        /// SOCKS 4A: the proxy looks names up.
        SOCKS4A,
        /// SOCKS 5 (RFC 1928) with names looked up here.
        SOCKS5,
        /// SOCKS 5 with names looked up by the proxy.
        SOCKS5H;

        /// Whether it understands HTTP.
        public boolean isHttp() {
            return this == HTTP || this == HTTPS;
        }

        /// Whether the names of targets are looked up on this side of the proxy.
        public boolean resolvesHere() {
            return this == SOCKS4 || this == SOCKS5;
        }
    }

    /// User and password, for `Basic` (RFC 7617) or RFC 1929; SOCKS 4 knows the user alone.
    ///
    /// @param user never printed with
    /// @param password never printed
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    public ProxyServer {
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw new IllegalArgumentException("'%s' is no host of a proxy; write a name in ASCII or an address"
                    .formatted(host.replaceAll("\\p{Cntrl}", "\uFFFD")));
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port %d of proxy %s is not within 1 to 65535".formatted(port, host));
        }
        login.ifPresent(who -> require(kind, who));
    }

    /// That proxy, asked without a name.
    public static ProxyServer of(Kind kind, String host, int port) {
        return new ProxyServer(kind, host, port, Optional.empty(), Optional.empty());
    }

    /// A copy that is asked by this user.
    public ProxyServer login(String user, String password) {
        return new ProxyServer(kind, host, port, Optional.of(new Login(user, password)), tls);
    }

    /// A copy that is trusted so.
    public ProxyServer tls(TlsOptions tls) {
        return new ProxyServer(kind, host, port, login, Optional.of(tls));
    }

    /// Host and port for people, IPv6 in brackets.
    public String place() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// What the protocol cannot carry; the message holds neither user nor password.
    private static void require(Kind kind, Login login) {
        if (kind.isHttp() && login.user().contains(":")) {
            throw new IllegalArgumentException("the user of an HTTP proxy has a colon, which Basic cannot carry");
        }
        if (login.user().indexOf(0) >= 0 || login.password().indexOf(0) >= 0) {
            throw new IllegalArgumentException("user or password of the proxy has a NUL");
        }
        boolean isSocks5 = kind == Kind.SOCKS5 || kind == Kind.SOCKS5H;
        if (isSocks5 && !(fits(login.user()) && fits(login.password()))) {
            throw new IllegalArgumentException("user and password of a SOCKS 5 proxy have 1 to 255 bytes each");
        }
    }

    private static boolean fits(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= 1 && bytes <= 255;
    }

    /// As a URL has it, without user and password.
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + (login.isPresent() ? "***@" : "") + place();
    }
}
