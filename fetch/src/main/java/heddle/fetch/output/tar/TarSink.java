package heddle.fetch.output.tar;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import heddle.fetch.output.file.HeldBody;
import heddle.fetch.output.file.OutputThread;
import heddle.fetch.output.file.Renaming;
import heddle.fetch.output.file.SegmentNames;
import heddle.fetch.output.file.Segments;
import heddle.fetch.output.line.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Samples as WebDataset reads them, in segments below `tar/`: for each response its line as `ORDINAL.json`, and
/// next to it its body as `ORDINAL.SUFFIX`.
public final class TarSink implements Sink {
    private static final SegmentNames NAMES = SegmentNames.plain("tar/", "", ".tar");

    /// Two blocks of zeros end an archive.
    private static final byte[] END = new byte[2 * TarEntry.BLOCK_BYTES];

    private final Path root;
    private final Disk disk;
    private final Line line = new Line();
    private final OutputThread<Sample.Told> output;

    private TarSink(Path root, Disk disk, OutputThread<Sample.Told> output) {
        this.root = root;
        this.disk = disk;
        this.output = output;
    }

    /// Opens the folder below this one, which exists, and goes on after what is kept there.
    public static TarSink open(Path root, long segmentBytes, Kept kept, Disk disk) throws OutputException {
        Path folder = root.resolve(NAMES.folder());
        try {
            Segments segments = Segments.open(root, NAMES, segmentBytes, new Renaming(END, disk), kept, disk);
            return new TarSink(root, disk, OutputThread.start(folder, new TarFiles(segments)));
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }

    /// Whether a file of this name, relative to the folder that was opened, is a complete segment.
    public static boolean isSegment(String name) {
        return NAMES.isSegment(name);
    }

    @Override
    public BodySink body(long ordinal, String url) {
        return new HeldBody(NAMES.held(root, ordinal), disk, body -> new Sample(ordinal, body));
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        if (outcome instanceof Outcome.Fetched fetched) {
            Optional<Sample> sample = fetched.body().held(Sample.class);
            if (sample.isPresent()) {
                String suffix = Suffix.of(fetched.exchange().headers().first("Content-Type"));
                line.write(outcome, (bytes, length) -> write(sample.get(), Arrays.copyOf(bytes, length), suffix));
            }
        }
    }

    private void write(Sample sample, byte[] json, String suffix) throws OutputException {
        Sample.Told told = new Sample.Told(sample, json, suffix);
        output.write(told, told.memoryBytes());
    }

    @Override
    public Boundary boundary() throws OutputException {
        return output.boundary();
    }

    @Override
    public void close() throws OutputException {
        output.close();
    }
}
