package heddle.fetch.output.body;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Mark;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Every body in a file of its own. It is complete, and on the disk, before its outcome is accepted, so that whatever
/// names it in the same job never does so in vain.
public final class FilesSink implements Sink {
    private final Path root;
    private final BodyFolders bodies;

    private final Layout layout;

    /// How bodies are laid out below `bodies/`.
    public enum Layout {
        /// In the order of the list, a thousand a folder.
        BY_ORDINAL,
        /// The same below a folder for each host.
        BY_HOST
    }

    private FilesSink(Path root, BodyFolders bodies, Layout layout) {
        this.root = root;
        this.bodies = bodies;
        this.layout = layout;
    }

    /// Opens the folders of bodies. Bodies that are not kept are deleted.
    public static FilesSink open(Path root, Layout layout, Kept kept, Disk disk) throws OutputException {
        try {
            return new FilesSink(root, BodyFolders.open(root, kept, disk), layout);
        } catch (IOException e) {
            throw new OutputException(root.resolve(BodyFolders.NAME), e);
        }
    }

    @Override
    public BodySink body(long ordinal, String url) {
        String host = layout == Layout.BY_HOST ? BodyName.folderOf(url) + "/" : "";
        return new FileBody(root, BodyFolders.NAME + "/" + host + BodyName.of(ordinal, url), bodies);
    }

    @Override
    public void accept(Outcome outcome) {}

    /// Bodies that are not kept are known by their ordinals, so there is nothing to mark.
    @Override
    public Boundary boundary() {
        return new Boundary() {
            @Override
            public List<Mark> sync() throws OutputException {
                bodies.sync();
                return List.of();
            }

            @Override
            public void saved() {}
        };
    }

    @Override
    public void close() {}
}
