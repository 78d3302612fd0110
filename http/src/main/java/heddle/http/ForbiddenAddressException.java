package heddle.http;

import org.jspecify.annotations.Nullable;

/// Every address of the host is one that this client may not connect to; nothing was sent. Not retryable.
public final class ForbiddenAddressException extends TransportException {
    private static final long serialVersionUID = 1L;

    /// Host and port, or address and port.
    private final String target;

    /// `target` is host and port; `detail` says which addresses those are, and what to do.
    public ForbiddenAddressException(String target, String detail, @Nullable Throwable cause) {
        super(
                Phase.CONNECT,
                "must not connect to %s: %s".formatted(Redaction.text(target), Redaction.text(detail)),
                false,
                cause);
        this.target = target;
    }

    /// Host and port that was asked for.
    public String target() {
        return target;
    }

    /// `forbidden_address`.
    @Override
    public String kind() {
        return "forbidden_address";
    }
}
