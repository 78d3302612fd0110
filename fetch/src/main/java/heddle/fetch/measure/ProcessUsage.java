package heddle.fetch.measure;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What a process used between the start and the end of a measurement. What the platform does not tell is absent.
///
/// @param wall                    time that passed
/// @param cpu                     time on a processor, user and system, all threads
/// @param memory                  resident memory
/// @param threadsPeak             most platform threads alive at once, the
///                                JVM's own service threads not counted
/// @param contextSwitches         how often threads of the process left their processor
/// @param jvm                     what of that is the JVM's own doing
public record ProcessUsage(
        Duration wall,
        Optional<Duration> cpu,
        Memory memory,
        int threadsPeak,
        Optional<ContextSwitches> contextSwitches,
        Optional<JvmShare> jvm) {
    /// Resident memory of the process in bytes.
    ///
    /// @param startBytes when the measurement started
    /// @param peakBytes  most at any moment of the measurement
    public record Memory(OptionalLong startBytes, OptionalLong peakBytes) {
        /// How much more the process held at its peak than at the start.
        public OptionalLong growthBytes() {
            return startBytes.isPresent() && peakBytes.isPresent()
                    ? OptionalLong.of(Math.max(0, peakBytes.getAsLong() - startBytes.getAsLong()))
                    : OptionalLong.empty();
        }
    }

    /// Context switches of all threads, those that have ended included.
    ///
    /// @param voluntary   a thread had to wait
    /// @param involuntary a thread was made to give way
    public record ContextSwitches(long voluntary, long involuntary) {
        /// Both kinds together.
        public long total() {
            return voluntary + involuntary;
        }
    }
}
