package heddle.fetch.format;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Mark;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sinks in one folder that all get the same.
final class SeveralSinks implements Sink {
    private final Path folder;
    private final List<Sink> sinks;
    private final Disk disk;
    private boolean areNamesSynced;

    SeveralSinks(Path folder, List<Sink> sinks, Disk disk) {
        this.folder = folder;
        this.sinks = List.copyOf(sinks);
        this.disk = disk;
    }

    @Override
    public BodySink body(long ordinal, String url) throws OutputException {
        List<BodySink> bodies = new ArrayList<>(sinks.size());
        for (Sink sink : sinks) {
            bodies.add(sink.body(ordinal, url));
        }
        return BodySink.all(bodies);
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        for (Sink sink : sinks) {
            sink.accept(outcome);
        }
    }

    @Override
    public Boundary boundary() throws OutputException {
        List<Boundary> boundaries = new ArrayList<>(sinks.size());
        for (Sink sink : sinks) {
            boundaries.add(sink.boundary());
        }
        return new Boundary() {
            @Override
            public List<Mark> sync() throws OutputException {
                List<Mark> marks = new ArrayList<>();
                for (Boundary boundary : boundaries) {
                    marks.addAll(boundary.sync());
                }
                syncNames();
                return marks;
            }

            @Override
            public void saved() throws OutputException {
                for (Boundary boundary : boundaries) {
                    boundary.saved();
                }
            }
        };
    }

    /// The names of files and folders right in the folder: all were made when the sinks were opened.
    private void syncNames() throws OutputException {
        if (!areNamesSynced) {
            try {
                disk.syncFolder(folder);
            } catch (IOException e) {
                throw new OutputException(folder, e);
            }
            areNamesSynced = true;
        }
    }

    @Override
    public void close() throws OutputException {
        OutputException first = closeAll(sinks);
        if (first != null) {
            throw first;
        }
    }

    /// Closes each, whatever becomes of the others; what the first failure was, if there was one.
    static @Nullable OutputException closeAll(List<Sink> sinks) {
        OutputException first = null;
        for (Sink sink : sinks) {
            try {
                sink.close();
            } catch (OutputException e) {
                if (first == null) {
                    first = e;
                }
            }
        }
        return first;
    }
}
