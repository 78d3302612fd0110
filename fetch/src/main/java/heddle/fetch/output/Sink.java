package heddle.fetch.output;

/// Where outcomes and bodies go. It is called by many coroutines at once, may park them while it is behind, and is
/// closed when the last outcome has been taken.
///
/// A job that can be resumed asks it for a [#boundary] from time to time, lets that [sync][Boundary#sync], notes the
/// marks that it gets, and says when they are [saved][Boundary#saved]. Given back as [Kept], they bring the outputs
/// to exactly the outcomes that had been accepted before the boundary.
///
/// Anything that cannot be written is an [OutputException], on the call that notices it.
public interface Sink extends AutoCloseable {
    /// Counts and keeps nothing: bodies are read to their end and thrown away.
    static Sink none() {
        return NoneSink.INSTANCE;
    }

    /// Where the body of one response goes, or [BodySink#NONE] when this sink wants no bytes.
    ///
    /// @param ordinal of the URL in its list, from 0
    /// @param url     as the list has it
    BodySink body(long ordinal, String url) throws OutputException;

    /// Takes what became of a URL; its body, if there is one, has been finished before.
    void accept(Outcome outcome) throws OutputException;

    /// Draws a line after all that was accepted so far. Not called while an outcome is being accepted; waits while
    /// the sink is behind.
    Boundary boundary() throws OutputException;

    /// Ends all writing, and completes the outputs as far as they have been saved: their files have their final
    /// names then. What was accepted after the last boundary that was saved is written, but may lie in a file that
    /// is not complete. Closing it again does nothing.
    @Override
    void close() throws OutputException;
}
