package heddle.fetch.output.file;

import java.io.IOException;
import java.io.OutputStream;

/// Bytes as they are: each is a part of its own.
final class PlainMembers extends Members {
    private final OutputStream target;

    PlainMembers(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        target.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void endMember() {}

    @Override
    public void close() {}
}
