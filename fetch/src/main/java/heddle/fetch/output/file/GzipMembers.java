package heddle.fetch.output.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Members of gzip (RFC 1952), made by one deflater that is used again for each.
public final class GzipMembers extends Members {
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final int TRAILER_BYTES = 8;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final OutputStream target;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private boolean isBegun;

    /// Members that go to this stream.
    public GzipMembers(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (!isBegun) {
            isBegun = true;
            target.write(HEAD);
        }
        checksum.update(bytes, offset, length);
        deflater.setInput(bytes, offset, length);
        while (!deflater.needsInput()) {
            drain();
        }
    }

    @Override
    public void endMember() throws IOException {
        if (!isBegun) {
            return;
        }
        deflater.finish();
        while (!deflater.finished()) {
            drain();
        }
        target.write(ByteBuffer.allocate(TRAILER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt((int) deflater.getBytesRead())
                .array());
        deflater.reset();
        checksum.reset();
        isBegun = false;
    }

    private void drain() throws IOException {
        target.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length));
    }

    @Override
    public void close() {
        deflater.end();
    }
}
