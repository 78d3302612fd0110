package heddle.fetch.output.file;

import heddle.fetch.disk.Disk;
import heddle.fetch.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Segments that are complete as they are, but for bytes that mark their end.
///
/// @param trailer those bytes
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Renaming(byte[] trailer, Disk disk) implements Segments.Publisher {
    @Override
    public void publish(Path working, long bytes, Path published) throws IOException {
        if (trailer.length > 0) {
            try (DiskFile file = disk.open(working)) {
                file.cutTo(bytes);
                file.write(ByteBuffer.wrap(trailer));
                file.sync();
            }
        }
        disk.rename(working, published);
    }
}
