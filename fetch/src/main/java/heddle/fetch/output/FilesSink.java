package heddle.fetch.output;

import heddle.fetch.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Every body in a file of its own, and the lines of [JsonlSink], each naming its file. A line is written after its
/// file is complete.
final class FilesSink implements Sink {
    private final Path root;
    private final BodyFolders bodies;
    private final JsonlSink lines;

    private FilesSink(Path root, BodyFolders bodies, JsonlSink lines) {
        this.root = root;
        this.bodies = bodies;
        this.lines = lines;
    }

    /// Opens the files of lines, and the folders of bodies.
    static FilesSink open(Path root, Kept kept, Disk disk) throws OutputException {
        JsonlSink lines = JsonlSink.open(root, kept, disk);
        try {
            return new FilesSink(root, BodyFolders.open(root, kept, disk), lines);
        } catch (IOException e) {
            lines.close();
            throw e instanceof OutputException known ? known : new OutputException(root.resolve(BodyFolders.NAME), e);
        }
    }

    @Override
    public BodySink body(long ordinal, String url) {
        return new FileBody(root, BodyFolders.NAME + "/" + BodyName.of(ordinal, url), bodies);
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        lines.accept(outcome);
    }

    @Override
    public List<Mark> marks() {
        return lines.marks();
    }

    @Override
    public void sync() throws OutputException {
        bodies.sync();
        lines.sync();
    }

    @Override
    public void close() throws OutputException {
        lines.close();
    }
}
