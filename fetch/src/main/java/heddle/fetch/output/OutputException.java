package heddle.fetch.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// An output could not be written: the folder is not writable, the disk is full. It ends the whole job, because
/// going on would lose what is fetched.
public final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    /// What Linux, macOS, Windows and SQLite say; the JDK has no type for it.
    private static final Pattern FULL = Pattern.compile(
            "No space left on device|Disk quota exceeded|not enough space on the disk|database or disk is full");

    private final transient Path path;

    /// Says which file, and why.
    public OutputException(Path path, IOException cause) {
        this("write", path, cause);
    }

    private OutputException(String what, Path path, IOException cause) {
        super("cannot " + what + " " + path + ": " + reason(cause), cause);
        this.path = path;
    }

    private OutputException(OutputException same) {
        super(same.getMessage(), same.getCause());
        path = same.path;
    }

    /// One of a file that is there and cannot be brought to where it belongs.
    public static OutputException upload(Path path, IOException cause) {
        return new OutputException("upload", path, cause);
    }

    /// The same once more. What has failed tells everyone who asks, and must not throw one exception
    /// twice: a `try` that closes it would meet the one that it is ending with, which cannot be added
    /// to itself.
    public OutputException anew() {
        return new OutputException(this);
    }

    /// The file or folder that cannot be written.
    public Path path() {
        return path;
    }

    /// Whether the disk, or the user's share of it, is full: there is nothing wrong but the want of room.
    public boolean isDiskFull() {
        return getCause() instanceof IOException cause
                && cause.getMessage() != null
                && FULL.matcher(cause.getMessage()).find();
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> "its folder does not exist; make it, or choose another place";
            case AccessDeniedException _ -> "no permission; choose another place or change its rights";
            case FileAlreadyExistsException _ -> "a file is in its place; choose another";
            case FileSystemException known
            when known.getReason() != null -> known.getReason() + "; choose another place";
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }
}
