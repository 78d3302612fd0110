package heddle.cli;

/// A command line that is wrong in a way that only the command can see. The message says what to write instead.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
