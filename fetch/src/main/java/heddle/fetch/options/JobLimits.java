package heddle.fetch.options;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a job as a whole is held to; nothing by default.
///
/// @param urlsPerSecond  begun, over all hosts
/// @param bytesPerSecond of bodies, as they are after decoding, over all hosts
/// @param bytes          of bodies, as they are after decoding, after which the job stops as by
///                       [heddle.fetch.Fetcher#stop], and can go on later with as many again
/// @param time           after which the job stops as by [heddle.fetch.Fetcher#stop], and can go on later
public record JobLimits(
        OptionalDouble urlsPerSecond, OptionalLong bytesPerSecond, OptionalLong bytes, Optional<Duration> time) {
    /// One of them that ends a job.
    public enum Reached {
        /// As many [bytes][JobLimits#bytes] have been read.
        SIZE,
        /// The [time][JobLimits#time] is over.
        TIME
    }

    /// Checks that every limit is one.
    public JobLimits {
        if (!(urlsPerSecond.orElse(1) > 0) || bytesPerSecond.orElse(1) < 1) {
            throw new IllegalArgumentException("a rate must be more than 0");
        }
        if (bytes.orElse(1) < 1) {
            throw new IllegalArgumentException("bytes is " + bytes.getAsLong() + "; it must be 1 or more");
        }
        if (!time.orElse(Duration.ofSeconds(1)).isPositive()) {
            throw new IllegalArgumentException("time is " + time.get() + "; it must be positive");
        }
    }

    /// None.
    public static JobLimits none() {
        return new JobLimits(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }

    /// With so many URLs begun in a second.
    public JobLimits urlsPerSecond(double urls) {
        return new JobLimits(OptionalDouble.of(urls), bytesPerSecond, bytes, time);
    }

    /// With so many bytes of bodies in a second.
    public JobLimits bytesPerSecond(long rate) {
        return new JobLimits(urlsPerSecond, OptionalLong.of(rate), bytes, time);
    }

    /// With so many bytes of bodies.
    public JobLimits bytes(long limit) {
        return new JobLimits(urlsPerSecond, bytesPerSecond, OptionalLong.of(limit), time);
    }

    /// With so much time.
    public JobLimits time(Duration limit) {
        return new JobLimits(urlsPerSecond, bytesPerSecond, bytes, Optional.of(limit));
    }
}
