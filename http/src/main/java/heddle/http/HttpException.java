package heddle.http;

import heddle.http.websocket.WebSocketClosedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The root of all that can go wrong with an exchange. The tree tells whose fault it was:
///
/// ```text
/// HttpException
/// ├─ InvalidRequestException      invalid_request    the caller's: nothing was sent
/// ├─ TransportException                              the way's: no response, or only a part
/// │  ├─ ResolveException          resolve_failed       the name leads nowhere
/// │  ├─ ForbiddenAddressException forbidden_address   this client may not go there: nothing was sent
/// │  ├─ ConnectFailedException    connect_failed       no address accepts
/// │  ├─ ProxyException            proxy_failed         a proxy on the way does not let through
/// │  ├─ TlsException              tls_failed           no trust, or no TLS at all
/// │  ├─ ConnectionLostException   connection_lost      closed or reset while in use
/// │  └─ StreamResetException      stream_reset         the server gave up this exchange alone (HTTP/2)
/// ├─ CircuitOpenException         circuit_open       the host is left alone for a while: nothing was sent
/// ├─ HttpTimeoutException         timeout            time is up; the phase says for what
/// ├─ ProtocolException            protocol_error     the peer's: what it sent is not HTTP
/// ├─ LimitExceededException       limit_exceeded     a cap of ours; the exception says which
/// ├─ DecodingException            decoding_failed    the body is cut or corrupt in its coding
/// ├─ RedirectException            redirect_failed    the chain of redirects has no end, or a bad one
/// ├─ StatusException              http_status        a complete response says no, where success was asked for
/// └─ WebSocketClosedException     websocket_closed   the other side of a WebSocket has closed it, and says why
/// ```
///
/// Every exception names its [#phase] and whether another try may help ([#isRetryable]); `docs/errors.md` has the
/// table. Messages say what, where and what to do, and never hold a secret: user name and password of a URL are
/// shown as `***`.
public abstract sealed class HttpException extends RuntimeException
        permits CircuitOpenException,
                DecodingException,
                HttpTimeoutException,
                InvalidRequestException,
                LimitExceededException,
                ProtocolException,
                RedirectException,
                StatusException,
                TransportException,
                WebSocketClosedException {
    private static final long serialVersionUID = 1L;

    /// The phase it happened in.
    private final Phase phase;

    private @Nullable String method;
    private @Nullable String url;
    private @Nullable String proxy;

    /// Of that phase; the message says what happened, where, and what to do.
    protected HttpException(Phase phase, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.phase = phase;
    }

    /// What a peer said, fit for a message: passwords in URLs hidden, control characters as U+FFFD, not too long.
    protected static String shown(String text) {
        return Redaction.text(text);
    }

    /// A stable word for programs, in snake_case: the `error_kind` of outputs.
    public abstract String kind();

    /// Whether the same request may succeed when it is sent again later, as far as the failure tells. Whether it is
    /// safe to send it twice is another question: see [heddle.http.retry.RetryRules#mayRepeat].
    public abstract boolean isRetryable();

    /// The part of the exchange that failed.
    public final Phase phase() {
        return phase;
    }

    /// The method of the request, once it is known.
    public final Optional<String> method() {
        return Optional.ofNullable(method);
    }

    /// The URL of the request, once it is known, without user name and password.
    public final Optional<String> url() {
        return Optional.ofNullable(url);
    }

    /// Names the request that failed, so that the message can begin with it; the first call counts. Returns this
    /// exception.
    ///
    /// For the layer that knows the request, on its way from the layer that knew only bytes; not for use by two
    /// threads at once.
    public final HttpException about(Method method, String url) {
        if (this.url == null) {
            this.method = method.name();
            this.url = Redaction.url(url);
        }
        return this;
    }

    /// Names the proxy, as host and port, that the request went through, so that [#detail] begins with it: what befalls
    /// an exchange behind a proxy may be its doing. The first call counts. Returns this exception.
    ///
    /// For the layer that knows the way; not for use by two threads at once.
    public final HttpException through(String proxy) {
        if (this.proxy == null) {
            this.proxy = Redaction.text(proxy);
        }
        return this;
    }

    /// `GET https://example.com/: ` and what went wrong; without the request while that is unknown.
    @Override
    public final String getMessage() {
        String detail = detail();
        return url == null ? detail : method + " " + url + ": " + detail;
    }

    /// What went wrong and what to do, without the request; after `through proxy 127.0.0.1:3128: ` if it went
    /// [through][#through] one.
    public final String detail() {
        String detail = super.getMessage();
        return (proxy == null ? "" : "through proxy " + proxy + ": ") + (detail == null ? kind() : detail);
    }
}
