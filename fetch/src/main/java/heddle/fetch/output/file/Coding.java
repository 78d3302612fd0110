package heddle.fetch.output.file;

import java.io.IOException;
import java.io.OutputStream;

/// How bytes are put into a file: as they are, or compressed in members (gzip) or frames (zstd), one after the
/// other, which unpack as if they were one.
public enum Coding {
    /// As they are.
    PLAIN(""),
    /// RFC 1952.
    GZIP(".gz"),
    /// RFC 8878. Needs zstd-jni.
    ZSTD(".zst");

    private final String suffix;

    Coding(String suffix) {
        this.suffix = suffix;
    }

    /// What the names of such files end with.
    public String suffix() {
        return suffix;
    }

    /// A stream that puts bytes into another.
    public Members into(OutputStream target) throws IOException {
        return switch (this) {
            case PLAIN -> new PlainMembers(target);
            case GZIP -> new GzipMembers(target);
            case ZSTD -> new ZstdFrames(target);
        };
    }
}
