package heddle.fetch.output;

import heddle.fetch.disk.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// A line of JSON for every outcome in `results.jsonl`, and the lines of those that failed once more in
/// `failed.jsonl`, which can be given to the next run as its list. Bodies are digested, not kept.
final class JsonlSink implements Sink {
    private static final String RESULTS = "results.jsonl";
    private static final String FAILURES = "failed.jsonl";

    private final LineFile results;
    private final LineFile failures;
    private final Path folder;
    private final Disk disk;
    private boolean areNamesSynced;
    private final ReentrantLock lock = new ReentrantLock();
    private final Line line = new Line();
    private final OutcomeJson json;

    private JsonlSink(LineFile results, LineFile failures, Path folder, Disk disk) throws IOException {
        this.results = results;
        this.failures = failures;
        this.folder = folder;
        this.disk = disk;
        json = new OutcomeJson(line);
    }

    /// Opens both files in this folder.
    static JsonlSink open(Path folder, Kept kept, Disk disk) throws OutputException {
        try {
            disk.makeFolder(folder);
            LineFile results = LineFile.open(folder.resolve(RESULTS), kept.bytesOf(RESULTS), disk);
            LineFile failures = besides(results, folder.resolve(FAILURES), kept.bytesOf(FAILURES), disk);
            return new JsonlSink(results, failures, folder, disk);
        } catch (OutputException known) {
            throw known;
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }

    private static LineFile besides(LineFile opened, Path path, long keptBytes, Disk disk) throws OutputException {
        try {
            return LineFile.open(path, keptBytes, disk);
        } catch (OutputException e) {
            opened.close();
            throw e;
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
    public List<Mark> marks() {
        return List.of(new Mark(RESULTS, results.bytes()), new Mark(FAILURES, failures.bytes()));
    }

    @Override
    public void sync() throws OutputException {
        results.sync();
        failures.sync();
        if (!areNamesSynced) {
            syncNames();
            areNamesSynced = true;
        }
    }

    private void syncNames() throws OutputException {
        try {
            disk.syncFolder(folder);
        } catch (IOException e) {
            throw new OutputException(folder, e);
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
