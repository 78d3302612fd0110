package heddle.client.exchange;

import heddle.client.options.Versions;
import heddle.http.InvalidRequestException;
import heddle.net.wire.Security;
import heddle.net.wire.Target;
import heddle.url.Url;
import java.util.List;

/// Whom to connect to for a URL.
public final class Targets {
    private Targets() {}

    /// For these versions of HTTP. Throws [InvalidRequestException] for port 0.
    public static Target of(Url url, Versions versions) {
        String host = url.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = url.portOrDefault();
        if (port == 0) {
            throw new InvalidRequestException("port 0 of '%s' cannot be connected to".formatted(url.authority()));
        }
        return url.scheme().equals("https")
                ? new Target(bare, port, Security.TLS, offered(versions))
                : new Target(bare, port, Security.PLAIN, versions == Versions.HTTP_2 ? List.of("h2") : List.of());
    }

    /// The names by which ALPN knows them, the preferred one first.
    private static List<String> offered(Versions versions) {
        return switch (versions) {
            case ANY -> List.of("h2", "http/1.1");
            case HTTP_1_1 -> List.of("http/1.1");
            case HTTP_2 -> List.of("h2");
        };
    }
}
