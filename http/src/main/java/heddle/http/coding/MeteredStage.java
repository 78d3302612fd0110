package heddle.http.coding;

import heddle.http.LimitExceededException;
import heddle.http.Phase;
import java.util.function.LongSupplier;

/// A stage whose output is held to the limits.
final class MeteredStage implements Stage {
    private final Stage stage;
    private final DecodingLimits limits;
    private final LongSupplier bodyBytes;
    private long decodedBytes;

    /// `bodyBytes` tells how many bytes of the body have been fed so far.
    MeteredStage(Stage stage, DecodingLimits limits, LongSupplier bodyBytes) {
        this.stage = stage;
        this.limits = limits;
        this.bodyBytes = bodyBytes;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int count = stage.read(target, offset, length);
        if (count > 0) {
            decodedBytes += count;
            check();
        }
        return count;
    }

    @Override
    public void close() {
        stage.close();
    }

    private void check() {
        if (decodedBytes > limits.decodedBytesMax()) {
            throw new LimitExceededException(Phase.DECODE, "decoded body bytes", limits.decodedBytesMax());
        }
        if (decodedBytes > limits.ratioFreeBytes() && decodedBytes / limits.ratioMax() >= bodyBytes.getAsLong()) {
            throw new LimitExceededException(Phase.DECODE, "decoded bytes for each byte of body", limits.ratioMax());
        }
    }
}
