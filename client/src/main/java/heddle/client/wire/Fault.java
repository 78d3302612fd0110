package heddle.client.wire;

import heddle.http.HttpException;
import heddle.http.Phase;
import heddle.http.ProxyException;
import heddle.net.ProxyServer;
import java.util.Optional;
import java.util.function.Supplier;

/// Why a transfer failed, noted on the I/O thread and thrown on the coroutine that waits: the exception is made
/// there, so that its trace shows the caller's code.
@FunctionalInterface
interface Fault extends Supplier<RuntimeException> {
    /// What befalls an exchange that has a way through a proxy may be the proxy's doing. Up to there it is named
    /// anyway.
    default Fault by(Optional<ProxyServer> proxy) {
        return proxy.isEmpty() ? this : () -> through(proxy.get(), get());
    }

    private static RuntimeException through(ProxyServer proxy, RuntimeException failure) {
        return failure instanceof HttpException known
                        && !(known instanceof ProxyException)
                        && known.phase().compareTo(Phase.TLS) >= 0
                ? known.through(proxy.place())
                : failure;
    }
}
