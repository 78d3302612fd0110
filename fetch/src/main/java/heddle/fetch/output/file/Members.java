package heddle.fetch.output.file;

import java.io.IOException;
import java.io.OutputStream;

/// A stream whose output consists of parts that can each be read without those that follow. Closing it frees what it
/// holds, and leaves the stream below open.
public abstract class Members extends OutputStream {
    @Override
    public final void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /// Ends the part that has been begun, if one has; what follows is in another.
    public abstract void endMember() throws IOException;

    @Override
    public abstract void close() throws IOException;
}
