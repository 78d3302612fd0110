package heddle.net;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Nobody can listen on an address. Says on which, why, and what to do about it.
public final class ListenException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ListenFailure failure;

    /// `reason` is a clause that says why; where and what to do are added here.
    public ListenException(ListenFailure failure, String address, String reason, @Nullable Throwable cause) {
        super("Cannot listen on %s: %s; %s".formatted(address, reason, failure.advice()), cause);
        this.failure = failure;
    }

    /// The kind of failure, for programs.
    public ListenFailure failure() {
        return failure;
    }
}
