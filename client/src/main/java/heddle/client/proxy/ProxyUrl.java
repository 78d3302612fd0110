package heddle.client.proxy;

import heddle.client.codec.Percent;
import heddle.net.ProxyServer;
import heddle.net.ProxyServer.Kind;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A proxy written as a URL.
final class ProxyUrl {
    private static final int SOCKS_PORT = 1080;
    private static final Map<String, Kind> KINDS = Stream.of(Kind.values())
            .collect(Collectors.toMap(kind -> kind.name().toLowerCase(Locale.ROOT), kind -> kind));

    private ProxyUrl() {}

    static ProxyServer parse(String text) {
        Url url = url(text.contains("://") ? text : "http://" + text);
        Kind kind = KINDS.get(url.scheme().equals("socks") ? "socks4" : url.scheme());
        if (kind == null) {
            throw new IllegalArgumentException(
                    "a proxy cannot speak '%s'; write http, https, socks4, socks4a, socks5 or socks5h"
                            .formatted(url.scheme()));
        }
        if (url.host().isEmpty() || url.path().length() > 1 || !url.query().isEmpty()) {
            throw new IllegalArgumentException("a proxy is written as scheme://user:password@host:port, and no more");
        }
        String host = url.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = url.portOrDefault() > 0 ? url.portOrDefault() : SOCKS_PORT;
        ProxyServer server = ProxyServer.of(kind, bare, port);
        return url.hasCredentials()
                ? server.login(Percent.decode(url.username()), Percent.decode(url.password()))
                : server;
    }

    /// The failure of the parser may show the password.
    private static Url url(String text) {
        try {
            return Url.parse(text);
        } catch (UrlParseException wrong) {
            throw new IllegalArgumentException(
                    "the URL of the proxy is wrong in its %s; write scheme://user:password@host:port"
                            .formatted(wrong.part().name().toLowerCase(Locale.ROOT)));
        }
    }
}
