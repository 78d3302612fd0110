package heddle.client;

import heddle.http.InvalidRequestException;
import heddle.net.wire.Security;
import heddle.net.wire.Target;
import heddle.url.Url;
import java.util.List;

/// Whom to connect to for a URL.
final class Targets {
    private Targets() {}

    static Target of(Url url) {
        String host = url.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = url.portOrDefault();
        if (port == 0) {
            throw new InvalidRequestException("port 0 of '%s' cannot be connected to".formatted(url.authority()));
        }
        return new Target(bare, port, url.scheme().equals("https") ? Security.TLS : Security.PLAIN, List.of());
    }
}
