package heddle.fetch.output;

import java.io.IOException;
import java.nio.file.Path;

/// An output could not be written: the folder is not writable, the disk is full. It ends the whole job, because
/// going on would lose what is fetched.
public final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path path;

    /// Says which file, and why.
    public OutputException(Path path, IOException cause) {
        super("cannot write " + path + ": " + reason(cause), cause);
        this.path = path;
    }

    /// The file or folder that cannot be written.
    public Path path() {
        return path;
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        if (message == null) {
            return name;
        }
        return cause.getClass() == IOException.class ? message : name + ": " + message;
    }
}
