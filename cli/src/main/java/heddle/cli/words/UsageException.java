package heddle.cli.words;

/// A command line that is wrong in a way that only the command can see. The message says what to write instead.
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
