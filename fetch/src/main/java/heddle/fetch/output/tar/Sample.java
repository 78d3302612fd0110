package heddle.fetch.output.tar;

import heddle.fetch.output.Outcome;
import heddle.fetch.output.file.HeldBytes;

/// A body on its way into a tar file.
///
/// @param ordinal of its URL
record Sample(long ordinal, HeldBytes body) implements Outcome.Held {
    /// The same with all that is written of it.
    ///
    /// @param line   about it, in JSON
    /// @param suffix for the name of the body
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Told(Sample sample, byte[] line, String suffix) {
        long memoryBytes() {
            return line.length + sample.body.memoryBytes();
        }
    }
}
