package heddle.fetch.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// A line of JSON for every outcome in `results.jsonl`, and the lines of those that failed once more in
/// `failed.jsonl`, which can be given to the next run as its list. Bodies are digested, not kept.
final class JsonlSink implements Sink {
    private final LineFile results;
    private final LineFile failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Line line = new Line();
    private final OutcomeJson json;

    private JsonlSink(LineFile results, LineFile failures) throws IOException {
        this.results = results;
        this.failures = failures;
        json = new OutcomeJson(line);
    }

    /// Opens both files in this folder.
    static JsonlSink open(Path folder) throws OutputException {
        try {
            Files.createDirectories(folder);
            return new JsonlSink(
                    LineFile.open(folder.resolve("results.jsonl")), LineFile.open(folder.resolve("failed.jsonl")));
        } catch (OutputException known) {
            throw known;
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }

    @Override
    public BodySink body(long ordinal, String url) {
        return new DigestBody();
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        lock.lock();
        try {
            line.reset();
            json.write(outcome);
            results.append(line.bytes(), line.size());
            if (outcome instanceof Outcome.Failed) {
                failures.append(line.bytes(), line.size());
            }
        } catch (OutputException known) {
            throw known;
        } catch (IOException impossible) {
            throw new IllegalStateException("an outcome cannot be written as JSON: " + outcome, impossible);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws OutputException {
        try (results;
                failures) {
            // Both are completed, whatever becomes of the other.
        }
    }

    /// The bytes of one line, read in place.
    private static final class Line extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
