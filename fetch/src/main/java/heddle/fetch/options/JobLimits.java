package heddle.fetch.options;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a job as a whole is held to; nothing by default.
///
/// @param urlsPerSecond  begun, over all hosts
/// @param bytesPerSecond of bodies, as they are after decoding, over all hosts
/// @param time           after which the job stops as by [heddle.fetch.Fetcher#stop], and can go on later
public record JobLimits(OptionalDouble urlsPerSecond, OptionalLong bytesPerSecond, Optional<Duration> time) {
    /// Checks that every limit is one.
    public JobLimits {
        if (!(urlsPerSecond.orElse(1) > 0) || bytesPerSecond.orElse(1) < 1) {
            throw new IllegalArgumentException("a rate must be more than 0");
        }
        if (!time.orElse(Duration.ofSeconds(1)).isPositive()) {
            throw new IllegalArgumentException("time is " + time.get() + "; it must be positive");
        }
    }

    /// None.
    public static JobLimits none() {
        return new JobLimits(OptionalDouble.empty(), OptionalLong.empty(), Optional.empty());
    }

    /// With so many URLs begun in a second.
    public JobLimits urlsPerSecond(double urls) {
        return new JobLimits(OptionalDouble.of(urls), bytesPerSecond, time);
    }

    /// With so many bytes of bodies in a second.
    public JobLimits bytesPerSecond(long bytes) {
        return new JobLimits(urlsPerSecond, OptionalLong.of(bytes), time);
    }

    /// With so much time.
    public JobLimits time(Duration limit) {
        return new JobLimits(urlsPerSecond, bytesPerSecond, Optional.of(limit));
    }
}
