package heddle.net.tunnel;

import heddle.net.DialFailure;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A proxy does not pass bytes on. The message is a clause that says why.
public final class TunnelException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final DialFailure failure;

    TunnelException(DialFailure failure, String reason) {
        this(failure, reason, null);
    }

    TunnelException(DialFailure failure, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.failure = failure;
    }

    /// The kind of failure.
    public DialFailure failure() {
        return failure;
    }
}
