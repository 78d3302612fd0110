package heddle.fetch.output.line;

import heddle.fetch.output.BodySink;
import heddle.fetch.output.HashAlgorithm;
import heddle.fetch.output.Outcome.Stored;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/// A body of which only digests are kept.
final class DigestBody implements BodySink {
    private final Map<HashAlgorithm, MessageDigest> digests = new EnumMap<>(HashAlgorithm.class);

    DigestBody(Collection<HashAlgorithm> algorithms) {
        algorithms.forEach(algorithm -> digests.put(algorithm, algorithm.digest()));
    }

    @Override
    public void write(ByteBuffer chunk) {
        digests.values().forEach(digest -> digest.update(chunk.duplicate()));
    }

    @Override
    public Stored finish(long bytes) {
        Map<HashAlgorithm, String> hashes = new EnumMap<>(HashAlgorithm.class);
        digests.forEach(
                (algorithm, digest) -> hashes.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        return Stored.hashed(bytes, hashes);
    }

    @Override
    public void abandon() {}
}
