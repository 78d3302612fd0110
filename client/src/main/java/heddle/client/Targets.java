package heddle.client;

import heddle.client.options.Versions;
import heddle.http.InvalidRequestException;
import heddle.net.wire.Security;
import heddle.net.wire.Target;
import heddle.url.Url;

/// Whom to connect to for a URL.
final class Targets {
    private Targets() {}

    static Target of(Url url, Versions versions) {
        String host = url.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = url.portOrDefault();
        if (port == 0) {
            throw new InvalidRequestException("port 0 of '%s' cannot be connected to".formatted(url.authority()));
        }
        boolean isSecure = url.scheme().equals("https");
        return new Target(bare, port, isSecure ? Security.TLS : Security.PLAIN, versions.protocols(isSecure));
    }
}
