package heddle.client.download;

import heddle.http.retry.Backoff;
import java.time.Duration;
import java.util.Optional;

/// How a download goes on. Immutable; each method makes other options.
///
/// @param triesMax how many requests in a row may bring no byte before it is given up; at least 1, 5 by default
/// @param backoff how long to wait between them; at most 1 s after the first and 30 s after many by default
/// @param checksum what the whole must be like; not checked by default
public record DownloadOptions(int triesMax, Backoff backoff, Optional<Checksum> checksum) {
    public DownloadOptions {
        if (triesMax < 1) {
            throw new IllegalArgumentException("triesMax is %d; it must be at least 1".formatted(triesMax));
        }
    }

    /// 5 tries, waits from 1 s to 30 s, no checksum.
    public static DownloadOptions defaults() {
        return new DownloadOptions(5, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)), Optional.empty());
    }

    /// With so many requests in a row that bring nothing.
    public DownloadOptions triesMax(int tries) {
        return new DownloadOptions(tries, backoff, checksum);
    }

    /// With these waits between tries.
    public DownloadOptions backoff(Duration first, Duration most) {
        return new DownloadOptions(triesMax, new Backoff(first, most), checksum);
    }

    /// Taking nothing else than this.
    public DownloadOptions checksum(Checksum checksum) {
        return new DownloadOptions(triesMax, backoff, Optional.of(checksum));
    }
}
