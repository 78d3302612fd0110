package heddle.client.wire;

import heddle.http.ConnectFailedException;
import heddle.http.ConnectionLostException;
import heddle.http.ForbiddenAddressException;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.ProxyException;
import heddle.http.ResolveException;
import heddle.http.TlsException;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.NetOptions;
import heddle.net.trust.PeerRefusal;
import heddle.net.wire.Security;
import heddle.net.wire.Target;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From the failures of a dial to the exceptions of HTTP.
final class DialFaults {
    private DialFaults() {}

    static HttpException translate(DialException reason, NetOptions limits, long elapsedNanos) {
        Duration elapsed = Duration.ofNanos(elapsedNanos);
        return reason.proxy().isPresent() && !reason.isTimeout()
                ? atProxy(reason, reason.proxy().get())
                : atTarget(reason, limits, elapsed);
    }

    private static HttpException atProxy(DialException reason, String proxy) {
        return switch (reason.step()) {
            case DNS -> unreachable(Phase.DNS, proxy, reason);
            case CONNECT -> unreachable(Phase.CONNECT, proxy, reason);
            case TLS -> unreachable(Phase.TLS, proxy, reason);
            case PROXY -> ProxyException.refused(proxy, reason.detail(), reason.isRetryable(), reason);
        };
    }

    private static ProxyException unreachable(Phase phase, String proxy, DialException reason) {
        return ProxyException.unreachable(phase, proxy, reason.detail(), reason.isRetryable(), reason);
    }

    private static HttpException atTarget(DialException reason, NetOptions limits, Duration elapsed) {
        String why = reason.detail();
        String host = reason.host();
        return switch (reason.failure()) {
            case NAME_NOT_FOUND -> ResolveException.unknownHost(host, reason);
            case NAME_SERVER_FAILED -> ResolveException.failed(host, why, reason);
            case NAME_LOOKUP_TIMED_OUT -> timeout(Phase.DNS, limits.dns().timeout(), elapsed, reason);
            case ADDRESS_FORBIDDEN -> new ForbiddenAddressException(reason.place(), why, reason);
            case CONNECTION_REFUSED,
                    UNREACHABLE,
                    OUT_OF_FILES,
                    OUT_OF_PORTS,
                    NO_LOCAL_ADDRESS,
                    LOCAL_ADDRESS_NOT_HERE,
                    SOCKET_OPTION_MISSING,
                    NO_SOCKET_FILE,
                    CONNECT_FAILED -> new ConnectFailedException(reason.place(), why, reason.isRetryable(), reason);
            case PROXY_LOGIN_REFUSED,
                    PROXY_LOGIN_NOT_SPOKEN,
                    PROXY_FORBIDS,
                    PROXY_UNSUCCESSFUL,
                    NOT_A_PROXY,
                    PROXY_CUT -> atProxy(reason, reason.proxy().orElse(""));
            case CONNECT_TIMED_OUT, PROXY_TIMED_OUT ->
                timeout(Phase.CONNECT, limits.connect().timeout(), elapsed, reason);
            case CERTIFICATE_EXPIRED,
                    CERTIFICATE_NOT_YET_VALID,
                    CERTIFICATE_FOR_OTHER_HOST,
                    CERTIFICATE_SELF_SIGNED,
                    CERTIFICATE_UNTRUSTED,
                    CERTIFICATE_INVALID,
                    CERTIFICATE_NOT_PINNED -> TlsException.untrusted(host, why, reason);
            case CLIENT_CERTIFICATE_WANTED,
                    CLIENT_CERTIFICATE_REFUSED,
                    APPLICATION_NOT_AGREED,
                    TLS_NOT_AGREED,
                    NOT_TLS,
                    TLS_FAILED -> TlsException.failed(host, why, reason);
            case TLS_CUT -> TlsException.interrupted(host, reason);
            case TLS_TIMED_OUT -> timeout(Phase.TLS, limits.tls().timeout(), elapsed, reason);
        };
    }

    /// A connection was lost before it brought anything: by chance, or because the server refused this side after
    /// the handshake, as with TLS 1.3 it does.
    static HttpException lost(Target target, NetOptions net, Phase phase, String detail, @Nullable Throwable cause) {
        Optional<DialFailure> refusal = cause == null || target.security() == Security.PLAIN
                ? Optional.empty()
                : PeerRefusal.of(cause, net.tls().identity().isPresent());
        return refusal.isEmpty()
                ? new ConnectionLostException(phase, detail, cause)
                : atTarget(
                        new DialException(
                                refusal.get(), target.host(), target.port(), PeerRefusal.phrase(refusal.get()), cause),
                        net,
                        Duration.ZERO);
    }

    /// The server has another protocol, where HTTP/2 alone was asked for.
    static HttpException http2NotAgreed(Target target) {
        return TlsException.failed(
                target.host(),
                "the server did not agree on HTTP/2 (ALPN); allow HTTP/1.1, too (without --http2-prior-knowledge,"
                        + " Versions.ANY)",
                null);
    }

    /// What a dial is not known to throw. Cancellation is among it, which only the end of the session brings: by
    /// then nobody waits for the dial any more.
    static RuntimeException unexpected(Target target, Throwable reason) {
        return new ConnectFailedException(
                target.host() + ":" + target.port(),
                "the dial ended with %s; please report this".formatted(reason),
                reason);
    }

    private static HttpTimeoutException timeout(Phase phase, Duration limit, Duration elapsed, DialException reason) {
        String place = reason.proxy().map(proxy -> "proxy " + proxy + ": ").orElse("");
        return new HttpTimeoutException(phase, limit, elapsed, place + reason.detail(), reason);
    }
}
