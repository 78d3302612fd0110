package heddle.client.body;

import heddle.async.Async;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a file, read on a thread of its own, so that a slow disk does not hold the loop.
final class FileSource implements BodySource {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);

    private FileSource(FileChannel file) {
        this.file = file;
    }

    static FileSource open(Path path) throws IOException {
        return new FileSource(Async.toThread(() -> FileChannel.open(path, StandardOpenOption.READ)));
    }

    @Override
    public ByteBuffer read() throws IOException {
        buffer.clear();
        var _ = Async.toThread(() -> file.read(buffer));
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
