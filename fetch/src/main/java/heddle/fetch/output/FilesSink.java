package heddle.fetch.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Every body in a file of its own, and the lines of [JsonlSink], each naming its file. A line is written after its
/// file is complete.
final class FilesSink implements Sink {
    private static final String FOLDER = "bodies";

    private final Path root;
    private final JsonlSink lines;

    private FilesSink(Path root, JsonlSink lines) {
        this.root = root;
        this.lines = lines;
    }

    /// Opens the files of lines, and makes the folder for bodies.
    static FilesSink open(Path root) throws OutputException {
        JsonlSink lines = JsonlSink.open(root);
        try {
            Files.createDirectories(root.resolve(FOLDER));
            return new FilesSink(root, lines);
        } catch (IOException e) {
            lines.close();
            throw new OutputException(root.resolve(FOLDER), e);
        }
    }

    @Override
    public BodySink body(long ordinal, String url) {
        return new FileBody(root, FOLDER + "/" + BodyName.of(ordinal, url));
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        lines.accept(outcome);
    }

    @Override
    public void close() throws OutputException {
        lines.close();
    }
}
