package heddle.client.har;

import java.io.ByteArrayOutputStream;

/// The beginning of a body, and how long it was.
final class KeptBody {
    private final int bytesMax;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;

    KeptBody(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    void add(byte[] piece) {
        kept.write(piece, 0, Math.min(piece.length, bytesMax - kept.size()));
        length += piece.length;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    /// All of it, whether it was kept or not.
    long length() {
        return length;
    }

    boolean isCut() {
        return kept.size() < length;
    }
}
