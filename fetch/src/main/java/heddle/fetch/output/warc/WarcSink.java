package heddle.fetch.output.warc;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import heddle.fetch.output.file.OutputThread;
import heddle.fetch.output.file.Renaming;
import heddle.fetch.output.file.SegmentNames;
import heddle.fetch.output.file.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/// Requests and responses as they went over the wire, in segments of WARC 1.1 below `warc/`. What had no response is
/// not archived.
///
/// Segments are called `heddle-NUMBER-TIME-TOKEN.warc.gz`, so that no two of any jobs share a name.
public final class WarcSink implements Sink {
    private static final String FOLDER = "warc/";
    private static final String MIDDLE = "-[0-9]{14}-[0-9a-f]{8}";
    private static final SegmentNames ANY = new SegmentNames(FOLDER, "heddle-", MIDDLE, "", ".warc.gz");
    private static final int TOKEN_DIGITS = 8;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Path root;
    private final SegmentNames names;
    private final Disk disk;
    private final OutputThread<Hop.Chain> output;

    private WarcSink(Path root, SegmentNames names, Disk disk, OutputThread<Hop.Chain> output) {
        this.root = root;
        this.names = names;
        this.disk = disk;
        this.output = output;
    }

    /// Opens the folder below this one, which exists, and goes on after what is kept there.
    public static WarcSink open(Path root, long segmentBytes, Kept kept, Disk disk) throws OutputException {
        SegmentNames names = names();
        Path folder = root.resolve(FOLDER);
        try {
            Segments segments = Segments.open(root, names, segmentBytes, new Renaming(new byte[0], disk), kept, disk);
            return new WarcSink(root, names, disk, OutputThread.start(folder, new WarcFiles(segments)));
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }

    private static SegmentNames names() {
        String token = UUID.randomUUID().toString().substring(0, TOKEN_DIGITS);
        return new SegmentNames(FOLDER, "heddle-", MIDDLE, "-" + TIME.format(Instant.now()) + "-" + token, ".warc.gz");
    }

    /// Whether a file of this name, relative to the folder that was opened, is a complete segment.
    public static boolean isSegment(String name) {
        return ANY.isSegment(name);
    }

    @Override
    public BodySink body(long ordinal, String url) {
        return new WarcBody(names.held(root, ordinal), disk);
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        if (outcome instanceof Outcome.Fetched fetched) {
            Optional<Hop.Chain> chain = fetched.body().held(Hop.Chain.class);
            if (chain.isPresent()) {
                output.write(chain.get().sameAs(fetched.same()), chain.get().memoryBytes());
            }
        }
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
