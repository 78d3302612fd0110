package heddle.cli.settings;

/// A setting that cannot be used. The message says where it stands and what to write instead.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
