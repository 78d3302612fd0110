package heddle.client.exchange;

import heddle.client.sendfile.SentFile;
import heddle.client.wire.Transfer;
import java.io.IOException;
import java.nio.file.Path;

/// A file that the kernel sends, over a connection that [lets it][Transfer#sendsFiles].
final class FileFeed implements Feed {
    /// So small that a slow peer takes each within the limit for writing.
    private static final int PIECE_BYTES = 64 << 10;

    /// So much that threads change rarely.
    private static final int LOAD_BYTES = 1 << 20;

    private final SentFile file;
    private final Transfer transfer;
    private long position;
    private int length;
    private int loaded;

    FileFeed(Path path, Transfer transfer) throws IOException {
        this.file = SentFile.open(path);
        this.transfer = transfer;
    }

    @Override
    public int next() throws IOException {
        position += length;
        loaded -= length;
        if (loaded == 0) {
            loaded = file.load(position, LOAD_BYTES);
        }
        length = Math.min(PIECE_BYTES, loaded);
        return length;
    }

    @Override
    public void send() {
        transfer.write(file.region(position, length));
    }

    @Override
    public void sendLast() {
        transfer.writeLast(file.region(position, length));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
