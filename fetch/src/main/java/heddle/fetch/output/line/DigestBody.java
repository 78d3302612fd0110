package heddle.fetch.output.line;

import heddle.fetch.output.BodySink;
import heddle.fetch.output.Outcome.Stored;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A body of which only the digest is kept.
final class DigestBody implements BodySink {
    private final MessageDigest digest = sha256();

    @Override
    public void write(ByteBuffer chunk) {
        digest.update(chunk);
    }

    @Override
    public Stored finish(long bytes) {
        return new Stored(bytes, Optional.of(HexFormat.of().formatHex(digest.digest())), Optional.empty());
    }

    @Override
    public void abandon() {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
