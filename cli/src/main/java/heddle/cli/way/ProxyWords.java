package heddle.cli.way;

import heddle.client.proxy.Proxies;
import heddle.net.ProxyServer;
import java.util.Map;
import java.util.Optional;

/// curl's `-x`, `--proxy-user` and `--noproxy`, and the variables that curl reads.
///
/// @param proxy for all URLs in place of those of the environment; an empty text for none
/// @param login `USER:PASSWORD` for the proxies, whichever they are
/// @param exceptions hosts that are reached straight, in place of what the environment says
public record ProxyWords(Optional<String> proxy, Optional<String> login, Optional<String> exceptions) {
    /// The proxies that these words and that environment come to. Throws [IllegalArgumentException] that says
    /// what is wrong, without the login.
    public Proxies proxies(Map<String, String> environment) {
        var named = named(environment);
        var spared = exceptions.map(named::except).orElse(named);
        return new Proxies(spared.http().map(this::asked), spared.https().map(this::asked), spared.exceptions());
    }

    private Proxies named(Map<String, String> environment) {
        if (proxy.isEmpty()) {
            return Proxies.fromEnvironment(environment);
        }
        String spared = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        return proxy.get().isBlank()
                ? Proxies.none()
                : Proxies.all(proxy.get().strip()).except(spared);
    }

    private ProxyServer asked(ProxyServer server) {
        if (login.isEmpty()) {
            return server;
        }
        int colon = login.get().indexOf(':');
        return colon < 0
                ? server.login(login.get(), "")
                : server.login(login.get().substring(0, colon), login.get().substring(colon + 1));
    }
}
