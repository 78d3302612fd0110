package heddle.server.form;

import heddle.async.spool.Spool;
import heddle.http.multipart.PartHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// A file of a [Form], in memory or in a temporary file until the form is closed.
///
/// @param head its field, what the sender calls it, and the type that the sender says
/// @param content its bytes
public record FormFile(PartHead head, Spool content) {
    /// How many bytes it has.
    public long bytes() {
        return content.bytes();
    }

    /// Its bytes, for whoever closes the stream; reads may block for a disk.
    public InputStream open() throws IOException {
        return content.open();
    }

    /// Keeps it under that name beyond the end of the form, in place of a file that is there. Parks. Choose the name
    /// yourself: what the sender calls the file can be any path; see [PartHead#baseName].
    public void moveTo(Path target) throws IOException {
        content.moveTo(target);
    }
}
