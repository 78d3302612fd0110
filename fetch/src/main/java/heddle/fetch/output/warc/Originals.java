package heddle.fetch.output.warc;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The responses that were archived lately, by the digests of their payloads; so many that they take about 30 MB.
final class Originals {
    private static final int MAX = 65_536;

    private final Map<String, Original> byDigest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Original> eldest) {
            return size() > MAX;
        }
    };

    /// A response record.
    record Original(URI id, String targetUri, Instant date) {}

    Optional<Original> of(String payloadDigest) {
        return Optional.ofNullable(byDigest.get(payloadDigest));
    }

    void add(String payloadDigest, Original original) {
        byDigest.put(payloadDigest, original);
    }
}
