package heddle.fetch.output;

import heddle.fetch.disk.Disk;
import java.nio.file.Path;
import java.util.List;

/// Where outcomes and bodies go. It is called by many coroutines at once, may park them while it is behind, and is
/// closed once, when the last outcome has been taken.
///
/// A job that can be resumed asks it for [#marks] from time to time, then lets it [#sync], then notes the marks;
/// given back as [Kept], they bring the outputs to exactly the outcomes that had been accepted by then.
///
/// Anything that cannot be written is an [OutputException], on the call that notices it.
public interface Sink extends AutoCloseable {
    /// Counts and keeps nothing: bodies are read to their end and thrown away.
    static Sink none() {
        return NoneSink.INSTANCE;
    }

    /// A new `results.jsonl` and `failed.jsonl` in this folder, which is made when it is missing.
    static Sink jsonl(Path folder) throws OutputException {
        return jsonl(folder, Kept.NOTHING);
    }

    /// The same, going on after what is kept of them.
    static Sink jsonl(Path folder, Kept kept) throws OutputException {
        return JsonlSink.open(folder, kept, Disk.LOCAL);
    }

    /// As [#jsonl(Path)], and every body in a file of its own below `bodies/`.
    static Sink files(Path folder) throws OutputException {
        return files(folder, Kept.NOTHING);
    }

    /// The same, going on after what is kept of them. Bodies that are not kept are deleted.
    static Sink files(Path folder, Kept kept) throws OutputException {
        return FilesSink.open(folder, kept, Disk.LOCAL);
    }

    /// Where the body of one response goes, or [BodySink#NONE] when this sink wants no bytes.
    ///
    /// @param ordinal of the URL in its list, from 0
    /// @param url     as the list has it
    BodySink body(long ordinal, String url) throws OutputException;

    /// Takes what became of a URL; its body, if there is one, has been finished before.
    void accept(Outcome outcome) throws OutputException;

    /// How far its files have got with all that was accepted; what they still hold in memory is counted as theirs.
    /// Not called while an outcome is being accepted.
    List<Mark> marks();

    /// Returns when all that was accepted before the call would survive a loss of power. Blocks; may be called
    /// while outcomes are being accepted, by one thread at a time.
    void sync() throws OutputException;

    /// Completes all outputs: afterwards every file is whole.
    @Override
    void close() throws OutputException;
}
