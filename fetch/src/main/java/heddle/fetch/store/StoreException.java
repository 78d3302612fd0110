package heddle.fetch.store;

import java.io.IOException;

/// An object store cannot be used, or did not do what it was asked for. The message says what happened, where, and
/// what to do about it; it holds no secret.
public class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /// One with a cause.
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /// One that needs none.
    public StoreException(String message) {
        super(message);
    }
}
