package heddle.http.coding;

import heddle.http.LimitExceededException;
import heddle.http.Phase;

/// A stage whose output is held to the limits: at once to that of bytes, and to the ratio at the places that [Feed]
/// has, and at the end.
final class MeteredStage implements Stage {
    private final Stage stage;
    private final DecodingLimits limits;
    private final Feed feed;
    private long decodedBytes;

    MeteredStage(Stage stage, DecodingLimits limits, Feed feed) {
        this.stage = stage;
        this.limits = limits;
        this.feed = feed;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int count = stage.read(target, offset, length);
        if (count > 0) {
            decodedBytes += count;
            if (decodedBytes > limits.decodedBytesMax()) {
                throw new LimitExceededException(Phase.DECODE, "decoded body bytes", limits.decodedBytesMax());
            }
            checkRatio(feed.bytesByThen());
        } else if (count == END) {
            checkRatio(feed.bytesFed());
        }
        return count;
    }

    @Override
    public void close() {
        stage.close();
    }

    private void checkRatio(long bodyBytes) {
        if (decodedBytes > limits.ratioFreeBytes() && (decodedBytes - 1) / limits.ratioMax() >= bodyBytes) {
            throw new LimitExceededException(Phase.DECODE, "decoded bytes for each byte of body", limits.ratioMax());
        }
    }
}
