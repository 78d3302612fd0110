package heddle.fetch.output.parquet;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.HashAlgorithm;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import heddle.fetch.output.file.HeldBody;
import heddle.fetch.output.file.OutputThread;
import heddle.fetch.output.file.SegmentNames;
import heddle.fetch.output.file.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A row for every outcome, in Parquet files below `parquet/`, compressed by zstd.
///
/// A Parquet file is none before its footer is there. So rows wait in the working file of a segment, which can be cut
/// at any of them; when it is complete and saved, the file is made of it in one go. That is as good as once: it is
/// made again when the process ends meanwhile, of the same rows.
public final class ParquetSink implements Sink {
    private static final SegmentNames NAMES = SegmentNames.plain("parquet/", "outcomes-", ".parquet");

    private final Path root;
    private final Disk disk;
    private final Bodies bodies;
    private final OutputThread<Row> output;

    /// What becomes of bodies.
    public enum Bodies {
        /// There is no column for them.
        NONE,
        /// They are in the column `body`.
        KEPT
    }

    /// What files there are to be.
    ///
    /// @param segmentBytes of rows after which another is begun
    /// @param hashes       of bodies
    /// @param kept         columns that are passed through from the list
    public record Layout(long segmentBytes, Bodies bodies, Set<HashAlgorithm> hashes, List<String> kept) {
        /// Copies set and list.
        public Layout {
            hashes = Set.copyOf(hashes);
            kept = List.copyOf(kept);
        }

        /// With the usual digest, and without columns of the list.
        public Layout(long segmentBytes, Bodies bodies) {
            this(segmentBytes, bodies, Set.of(HashAlgorithm.SHA256), List.of());
        }

        private List<Heading> columns() {
            Stream<Column> own = Stream.of(Column.values())
                    .filter(column -> bodies == Bodies.KEPT || column != Column.BODY)
                    .filter(column -> column.isAmong(hashes));
            return Stream.<Heading>concat(own, kept.stream().map(KeptColumn::new))
                    .toList();
        }
    }

    private ParquetSink(Path root, Disk disk, Bodies bodies, OutputThread<Row> output) {
        this.root = root;
        this.disk = disk;
        this.bodies = bodies;
        this.output = output;
    }

    /// Opens the folder below this one, which exists, and goes on after what is kept there.
    public static ParquetSink open(Path root, Layout layout, Kept kept, Disk disk) throws OutputException {
        Path folder = root.resolve(NAMES.folder());
        RowCodec codec = new RowCodec(layout.columns());
        Converting converting = new Converting(codec, disk);
        try {
            Segments segments = Segments.open(root, NAMES, layout.segmentBytes, converting, kept, disk);
            OutputThread<Row> output = OutputThread.start(folder, new RowFiles(segments, converting, codec));
            return new ParquetSink(root, disk, layout.bodies, output);
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
        return bodies == Bodies.NONE ? BodySink.NONE : new HeldBody(NAMES.held(root, ordinal), disk, Row.HeldCell::new);
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        Row row = Row.of(outcome);
        output.write(row, row.memoryBytes());
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
