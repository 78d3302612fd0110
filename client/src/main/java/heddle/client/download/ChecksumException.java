package heddle.client.download;

import java.io.IOException;
import java.nio.file.Path;

/// What was downloaded is not what was expected. It is deleted; the file of that name is as it was.
public final class ChecksumException extends IOException {
    private static final long serialVersionUID = 1L;

    /// What it should be.
    private final String expected;

    /// What it is.
    private final String actual;

    ChecksumException(Path file, Checksum checksum, String actual) {
        super("%s is not what was expected: its %s is %s, not %s; get it from elsewhere, or ask for the right checksum"
                .formatted(file.getFileName(), checksum.algorithm(), actual, checksum.hex()));
        this.expected = checksum.hex();
        this.actual = actual;
    }

    /// The digest that was asked for, in hexadecimal digits.
    public String expected() {
        return expected;
    }

    /// The digest of what came, in hexadecimal digits.
    public String actual() {
        return actual;
    }
}
