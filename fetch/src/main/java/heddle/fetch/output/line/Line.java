package heddle.fetch.output.line;

import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/// Makes lines of JSON, in one buffer that is used again for each. Safe for any number of threads.
public final class Line {
    private final ReentrantLock lock = new ReentrantLock();
    private final Buffer buffer = new Buffer();
    private final OutcomeJson json;

    /// Lines that say what became of URLs.
    public Line() {
        this(OutcomeJson.Members.RESULT);
    }

    private Line(OutcomeJson.Members members) {
        try {
            json = new OutcomeJson(buffer, members);
        } catch (IOException impossible) {
            throw new IllegalStateException("a buffer in memory cannot be written to", impossible);
        }
    }

    /// Lines that can be those of a list again.
    static Line again() {
        return new Line(OutcomeJson.Members.RESULT_AND_REQUEST);
    }

    /// Where a line goes.
    @FunctionalInterface
    public interface Target {
        /// Takes the first `length` of these bytes, which are the caller's again afterwards.
        void append(byte[] bytes, int length) throws OutputException;
    }

    /// Gives the target the line of an outcome, with its line feed. Lines come to it in the order of the calls.
    public void write(Outcome outcome, Target target) throws OutputException {
        lock.lock();
        try {
            buffer.reset();
            json.write(outcome);
            target.append(buffer.bytes(), buffer.size());
        } catch (OutputException known) {
            throw known;
        } catch (IOException impossible) {
            throw new IllegalStateException("an outcome cannot be written as JSON: " + outcome, impossible);
        } finally {
            lock.unlock();
        }
    }

    /// Bytes that are read in place.
    private static final class Buffer extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
