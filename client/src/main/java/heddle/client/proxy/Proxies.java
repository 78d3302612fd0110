package heddle.client.proxy;

import heddle.client.auth.Netrc;
import heddle.net.ProxyServer;
import heddle.net.TlsOptions;
import heddle.url.Url;
import java.util.Map;
import java.util.Optional;

/// Which proxy a URL is asked for through, if any. The choice is made anew for each hop of a request: a redirect to
/// another host may go another way.
///
/// Through an HTTP proxy `http` requests are sent in absolute form (RFC 9112, 3.2.2), and all others by a tunnel
/// (CONNECT), in which the proxy sees the name of the host and nothing else. A SOCKS proxy always gives a tunnel.
/// What is for the proxy, its login above all, never reaches the server.
///
/// @param http for URLs of that scheme; none for a straight way
/// @param https the same
/// @param exceptions hosts that are always reached straight
public record Proxies(Optional<ProxyServer> http, Optional<ProxyServer> https, NoProxy exceptions) {
    private static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), NoProxy.NOTHING);

    /// No proxy for any URL: the default.
    public static Proxies none() {
        return NONE;
    }

    /// That proxy for every URL.
    public static Proxies all(ProxyServer server) {
        return new Proxies(Optional.of(server), Optional.of(server), NoProxy.NOTHING);
    }

    /// That proxy for every URL, written as one: `http://host:3128`, `https://user:password@host`,
    /// `socks5h://[::1]:1080`. The schemes are those of [ProxyServer.Kind]; `http` where there is none.
    /// Without a port it is that of the scheme, or 1080 for SOCKS.
    ///
    /// Throws [IllegalArgumentException] that says what is wrong, without user and password.
    public static Proxies all(String url) {
        return all(ProxyUrl.parse(url));
    }

    /// As the environment of this process says; see [#fromEnvironment(Map)].
    public static Proxies fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /// As these variables say, in curl's way: `https_proxy` or `HTTPS_PROXY` for https, `http_proxy` for http,
    /// else `all_proxy` or `ALL_PROXY`; but for the hosts of `no_proxy` or `NO_PROXY`, and for this machine.
    /// Lower case goes before upper case. `HTTP_PROXY` is not read: in a CGI program a stranger could set it.
    ///
    /// Throws [IllegalArgumentException] that names the variable that is no proxy.
    public static Proxies fromEnvironment(Map<String, String> variables) {
        Optional<ProxyServer> all = server(variables, "all_proxy", "ALL_PROXY");
        Optional<ProxyServer> http = server(variables, "http_proxy").or(() -> all);
        Optional<ProxyServer> https =
                server(variables, "https_proxy", "HTTPS_PROXY").or(() -> all);
        if (http.isEmpty() && https.isEmpty()) {
            return NONE;
        }
        return new Proxies(
                http,
                https,
                value(variables, "no_proxy", "NO_PROXY")
                        .map(NoProxy::parse)
                        .orElse(NoProxy.NOTHING)
                        .andThisMachine());
    }

    /// A copy with these exceptions instead, as [NoProxy#parse] reads them.
    public Proxies except(String hosts) {
        return new Proxies(http, https, NoProxy.parse(hosts));
    }

    /// A copy whose proxies are trusted so, where they speak TLS.
    public Proxies trust(TlsOptions tls) {
        return new Proxies(http.map(server -> server.tls(tls)), https.map(server -> server.tls(tls)), exceptions);
    }

    /// A copy whose proxies without a login take that of their host in such a file. Throws
    /// [IllegalArgumentException] for one that the proxy's protocol cannot carry.
    public Proxies logins(Netrc netrc) {
        return new Proxies(http.map(netrc::at), https.map(netrc::at), exceptions);
    }

    /// Whether no URL goes through a proxy.
    public boolean areNone() {
        return http.isEmpty() && https.isEmpty();
    }

    /// The proxy for that URL; empty for a straight way.
    public Optional<ProxyServer> choose(Url url) {
        if (areNone()) {
            return Optional.empty();
        }
        Optional<ProxyServer> chosen = url.scheme().equals("https") ? https : http;
        return chosen.isPresent() && exceptions.has(url) ? Optional.empty() : chosen;
    }

    private static Optional<ProxyServer> server(Map<String, String> variables, String... names) {
        for (String name : names) {
            Optional<String> url = value(variables, name);
            if (url.isPresent()) {
                try {
                    return url.map(ProxyUrl::parse);
                } catch (IllegalArgumentException wrong) {
                    throw new IllegalArgumentException(
                            "the environment variable %s: %s".formatted(name, wrong.getMessage()), wrong);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> value(Map<String, String> variables, String... names) {
        for (String name : names) {
            String value = variables.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
