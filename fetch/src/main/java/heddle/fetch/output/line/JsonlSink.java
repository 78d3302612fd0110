package heddle.fetch.output.line;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import heddle.fetch.output.file.Coding;
import heddle.fetch.output.file.LineFile;
import java.nio.file.Path;
import java.util.function.Predicate;

/// A line of JSON for every outcome, or for those that failed. Bodies are not its business.
public final class JsonlSink implements Sink {
    /// What [#results] writes, without the suffix of a coding.
    public static final String RESULTS = "results.jsonl";

    /// What [#failures] writes.
    public static final String FAILURES = "failed.jsonl";

    private final LineFile file;
    private final Line line;
    private final Predicate<Outcome> isWanted;

    private JsonlSink(LineFile file, Line line, Predicate<Outcome> isWanted) {
        this.file = file;
        this.line = line;
        this.isWanted = isWanted;
    }

    /// All outcomes in `results.jsonl`.
    public static JsonlSink results(Path folder, Coding coding, Kept kept, Disk disk) throws OutputException {
        LineFile file = LineFile.open(folder, RESULTS + coding.suffix(), coding, kept, disk);
        return new JsonlSink(file, new Line(), _ -> true);
    }

    /// Those that failed in `failed.jsonl`, which can be given to the next run as its list.
    public static JsonlSink failures(Path folder, Kept kept, Disk disk) throws OutputException {
        LineFile file = LineFile.open(folder, FAILURES, Coding.PLAIN, kept, disk);
        return new JsonlSink(file, Line.again(), Outcome.Failed.class::isInstance);
    }

    @Override
    public BodySink body(long ordinal, String url) {
        return BodySink.NONE;
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        if (isWanted.test(outcome)) {
            line.write(outcome, file::append);
        }
    }

    @Override
    public Boundary boundary() throws OutputException {
        return file.boundary();
    }

    @Override
    public void close() throws OutputException {
        file.close();
    }
}
