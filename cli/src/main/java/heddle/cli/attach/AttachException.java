package heddle.cli.attach;

/// The other JVM cannot be looked into. The message says why, and what to do.
public final class AttachException extends Exception {
    private static final long serialVersionUID = 1L;

    AttachException(String message) {
        super(message);
    }
}
