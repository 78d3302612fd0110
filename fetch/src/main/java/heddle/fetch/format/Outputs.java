package heddle.fetch.format;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.HashAlgorithm;
import heddle.fetch.output.Kept;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import heddle.fetch.output.body.FilesSink;
import heddle.fetch.output.body.FilesSink.Layout;
import heddle.fetch.output.file.Coding;
import heddle.fetch.output.file.ZstdFrames;
import heddle.fetch.output.line.DigestSink;
import heddle.fetch.output.line.JsonlSink;
import heddle.fetch.output.parquet.ParquetSink;
import heddle.fetch.output.parquet.ParquetSink.Bodies;
import heddle.fetch.output.tar.TarSink;
import heddle.fetch.output.warc.WarcSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What to keep of a list, in one folder: any number of formats at once, all held to the same checkpoints.
///
/// Whatever the formats, the outcomes that failed come in `failed.jsonl`, which can be given to the next run as its
/// list.
///
/// @param formats      those to write; none keeps nothing
/// @param segmentBytes after which a file of those formats that come in segments is complete, 1 GiB by default; of
///                     [Format#PARQUET] it is the rows before they are compressed
/// @param hasBodyColumn whether bodies have a column in [Format#PARQUET]; by default they have none
/// @param isByHost     whether the bodies of [Format#FILES] have a folder for each host; by default they have not
/// @param hashes       of bodies, SHA-256 by default
/// @param columns      of the list that have columns of their own in [Format#PARQUET]; none by default. Lines have
///                     whatever is [passed through][heddle.fetch.list.Columns#kept]
public record Outputs(
        Set<Format> formats,
        long segmentBytes,
        boolean hasBodyColumn,
        boolean isByHost,
        Set<HashAlgorithm> hashes,
        List<String> columns) {
    private static final long SEGMENT_BYTES = 1L << 30;

    /// Copies the sets and the list.
    public Outputs {
        formats = Set.copyOf(formats);
        hashes = Set.copyOf(hashes);
        columns = List.copyOf(columns);
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("segmentBytes is " + segmentBytes + "; it must be 1 or more");
        }
    }

    /// These formats, with the defaults of all else.
    public static Outputs of(Format... formats) {
        return of(Set.of(formats));
    }

    /// As above.
    public static Outputs of(Set<Format> formats) {
        return new Outputs(formats, SEGMENT_BYTES, false, false, Set.of(HashAlgorithm.SHA256), List.of());
    }

    /// With segments of another size.
    public Outputs segmentBytes(long bytes) {
        return new Outputs(formats, bytes, hasBodyColumn, isByHost, hashes, columns);
    }

    /// With a column for bodies in [Format#PARQUET].
    public Outputs withBodyColumn() {
        return new Outputs(formats, segmentBytes, true, isByHost, hashes, columns);
    }

    /// With a folder for each host in [Format#FILES].
    public Outputs byHost() {
        return new Outputs(formats, segmentBytes, hasBodyColumn, true, hashes, columns);
    }

    /// With bodies digested by these, or by none.
    public Outputs hashes(Set<HashAlgorithm> algorithms) {
        return new Outputs(formats, segmentBytes, hasBodyColumn, isByHost, algorithms, columns);
    }

    /// With columns in [Format#PARQUET] for these of the list.
    public Outputs columns(List<String> names) {
        return new Outputs(formats, segmentBytes, hasBodyColumn, isByHost, hashes, names);
    }

    /// Whether a file of this name, relative to the folder, is a segment that is complete: it never changes any more,
    /// and may be taken away.
    public boolean isSegment(String name) {
        return formats.stream().anyMatch(format -> isSegment(format, name));
    }

    private static boolean isSegment(Format format, String name) {
        return switch (format) {
            case JSONL, JSONL_GZ, JSONL_ZST, FILES -> false;
            case WARC -> WarcSink.isSegment(name);
            case PARQUET -> ParquetSink.isSegment(name);
            case TAR -> TarSink.isSegment(name);
        };
    }

    /// New outputs in this folder, which is made when it is missing.
    public Sink open(Path folder) throws OutputException {
        return open(folder, Kept.NOTHING);
    }

    /// The same, going on after what is kept of them. All else that these formats have there is cut off or deleted.
    public Sink open(Path folder, Kept kept) throws OutputException {
        return open(folder, kept, Disk.LOCAL);
    }

    Sink open(Path folder, Kept kept, Disk disk) throws OutputException {
        if (formats.isEmpty()) {
            return Sink.none();
        }
        if (!Collections.disjoint(formats, Format.IN_ZSTD)) {
            ZstdFrames.require(folder);
        }
        try {
            disk.makeFolder(folder);
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
        List<Sink> opened = new ArrayList<>();
        try {
            // The lock on this one keeps a second run away from all others.
            opened.add(JsonlSink.failures(folder, kept, disk));
            if (!hashes.isEmpty() && !Collections.disjoint(formats, Format.DIGESTED)) {
                opened.add(new DigestSink(hashes));
            }
            for (Format format : inOrder()) {
                opened.add(open(format, folder, kept, disk));
            }
            return new SeveralSinks(folder, opened, disk);
        } catch (OutputException | RuntimeException | Error e) {
            SeveralSinks.closeAll(opened);
            throw e;
        }
    }

    private Set<Format> inOrder() {
        Set<Format> ordered = EnumSet.copyOf(formats);
        if (ordered.contains(Format.FILES) && Collections.disjoint(ordered, Format.LINES)) {
            ordered.add(Format.JSONL);
        }
        return ordered;
    }

    private Sink open(Format format, Path folder, Kept kept, Disk disk) throws OutputException {
        return switch (format) {
            case JSONL -> JsonlSink.results(folder, Coding.PLAIN, kept, disk);
            case JSONL_GZ -> JsonlSink.results(folder, Coding.GZIP, kept, disk);
            case JSONL_ZST -> JsonlSink.results(folder, Coding.ZSTD, kept, disk);
            case FILES -> FilesSink.open(folder, isByHost ? Layout.BY_HOST : Layout.BY_ORDINAL, kept, disk);
            case WARC -> WarcSink.open(folder, segmentBytes, kept, disk);
            case PARQUET -> ParquetSink.open(folder, parquet(), kept, disk);
            case TAR -> TarSink.open(folder, segmentBytes, kept, disk);
        };
    }

    private ParquetSink.Layout parquet() {
        return new ParquetSink.Layout(segmentBytes, hasBodyColumn ? Bodies.KEPT : Bodies.NONE, hashes, columns);
    }
}
