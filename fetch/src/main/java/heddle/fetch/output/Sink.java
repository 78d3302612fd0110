package heddle.fetch.output;

import java.nio.file.Path;

/// Where outcomes and bodies go. It is called by many coroutines at once, may park them while it is behind, and is
/// closed once, when the last outcome has been taken.
///
/// Anything that cannot be written is an [OutputException], on the call that notices it.
public interface Sink extends AutoCloseable {
    /// Counts and keeps nothing: bodies are read to their end and thrown away.
    static Sink none() {
        return NoneSink.INSTANCE;
    }

    /// A new `results.jsonl` and `failed.jsonl` in this folder, which is made when it is missing.
    static Sink jsonl(Path folder) throws OutputException {
        return JsonlSink.open(folder);
    }

    /// As [#jsonl], and every body in a file of its own below `bodies/`.
    static Sink files(Path folder) throws OutputException {
        return FilesSink.open(folder);
    }

    /// Where the body of one response goes, or [BodySink#NONE] when this sink wants no bytes.
    ///
    /// @param ordinal of the URL in its list, from 0
    /// @param url     as the list has it
    BodySink body(long ordinal, String url) throws OutputException;

    /// Takes what became of a URL; its body, if there is one, has been finished before.
    void accept(Outcome outcome) throws OutputException;

    /// Completes all outputs: afterwards every file is whole.
    @Override
    void close() throws OutputException;
}
