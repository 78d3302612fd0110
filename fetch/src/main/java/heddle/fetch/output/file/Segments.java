package heddle.fetch.output.file;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Mark;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The segments of an output: numbered files in a folder, of which the last is being written. One thread at a time.
///
/// A segment has `.open` behind its name until it is complete *and* its marks have been saved: a file with its final
/// name never changes again, whatever happens. Marks carry final names.
public final class Segments implements Closeable {
    private final Path root;
    private final SegmentNames names;
    private final long segmentBytes;
    private final Publisher publisher;
    private final Disk disk;

    /// Those that are complete and not yet published, in order.
    private final List<Segment> sealed = new ArrayList<>();

    private @Nullable Segment current;
    private int next;
    private boolean hasNewNames = true;

    /// How segments are completed.
    @FunctionalInterface
    public interface Publisher {
        /// Gives the file, which is closed and on the disk, its final name.
        ///
        /// @param bytes how long it is
        void publish(Path working, long bytes, Path published) throws IOException;
    }

    private static final class Segment {
        private final String name;
        private final CountedFile file;
        private long syncedBytes;
        private long savedBytes;

        Segment(String name, CountedFile file, long keptBytes) {
            this.name = name;
            this.file = file;
            syncedBytes = keptBytes;
            savedBytes = keptBytes;
        }
    }

    private Segments(Path root, SegmentNames names, long segmentBytes, Publisher publisher, Disk disk) {
        this.root = root;
        this.names = names;
        this.segmentBytes = segmentBytes;
        this.publisher = publisher;
        this.disk = disk;
    }

    /// Cuts what is there to what is kept, and goes on from there. Segments that are not kept are deleted.
    ///
    /// @param segmentBytes after which a segment is complete
    public static Segments open(
            Path root, SegmentNames names, long segmentBytes, Publisher publisher, Kept kept, Disk disk)
            throws IOException {
        Segments segments = new Segments(root, names, segmentBytes, publisher, disk);
        try {
            disk.makeFolder(segments.folder());
            segments.clean(kept);
            segments.resume(kept);
            return segments;
        } catch (IOException | RuntimeException | Error e) {
            segments.close();
            throw e;
        }
    }

    private Path folder() {
        return Objects.requireNonNull(root.resolve(names.folder() + "x").getParent());
    }

    /// Deletes what no mark tells of, and what was being made of a segment.
    private void clean(Kept kept) throws IOException {
        for (Path file : inside(folder())) {
            String name = names.folder() + file.getFileName();
            if (names.isOurs(name) && !isKept(name, kept)) {
                disk.delete(file);
            }
        }
    }

    private static boolean isKept(String name, Kept kept) {
        return !name.endsWith(SegmentNames.MAKING) && kept.bytesOf(SegmentNames.finalName(name)) > 0;
    }

    private static List<Path> inside(Path folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(names::add);
        }
        return names;
    }

    private void resume(Kept kept) throws IOException {
        var marks = new TreeMap<Integer, Mark>();
        for (Mark mark : kept.marks()) {
            if (mark.bytes() > 0) {
                names.number(mark.file()).ifPresent(number -> marks.put(number, mark));
            }
        }
        for (var entry : marks.entrySet()) {
            next = entry.getKey() + 1;
            boolean isLast = entry.getKey().equals(marks.lastKey());
            Path working = working(entry.getValue().file());
            if (isPublished(entry.getValue().file())) {
                disk.delete(working);
            } else if (isLast || Files.exists(working)) {
                resume(entry.getValue(), working);
            }
        }
        publishSaved();
    }

    private boolean isPublished(String name) {
        return Files.exists(root.resolve(name)) || Files.exists(root.resolve(name + SegmentNames.UPLOADED));
    }

    /// All but the last were complete, and are saved. One that is neither there nor being written was published, and
    /// taken away by somebody.
    private void resume(Mark mark, Path working) throws IOException {
        seal();
        current = new Segment(mark.file(), CountedFile.open(working, mark.bytes(), disk), mark.bytes());
    }

    private Path working(String name) {
        return root.resolve(name + SegmentNames.WORKING);
    }

    /// Sees to it that there is a segment for the next item, and says whether that is its first. The one before is
    /// complete when it has grown to its size.
    public boolean begin() throws IOException {
        if (current != null && current.file.bytes() >= segmentBytes) {
            seal();
        }
        if (current == null) {
            String name = names.of(next++);
            current = new Segment(name, CountedFile.open(working(name), 0, disk), 0);
            hasNewNames = true;
        }
        return current.file.bytes() == 0;
    }

    private CountedFile file() {
        return open().file;
    }

    /// A stream into whichever segment is being written.
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                file().write(one);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                file().write(bytes, offset, length);
            }
        };
    }

    /// The final name of that segment, without its folder.
    public String name() {
        return open().name.substring(names.folder().length());
    }

    private Segment open() {
        return Objects.requireNonNull(current, "no segment has been begun");
    }

    private void seal() {
        if (current != null) {
            sealed.add(current);
            current = null;
        }
    }

    /// See [Target#sync].
    public List<Mark> sync() throws IOException {
        List<Mark> marks = new ArrayList<>();
        for (Segment segment : unpublished()) {
            segment.file.sync();
            segment.syncedBytes = segment.file.bytes();
            marks.add(new Mark(segment.name, segment.syncedBytes));
        }
        syncNames();
        return marks;
    }

    private List<Segment> unpublished() {
        List<Segment> segments = new ArrayList<>(sealed);
        if (current != null) {
            segments.add(current);
        }
        return segments;
    }

    private void syncNames() throws IOException {
        if (hasNewNames) {
            hasNewNames = false;
            disk.syncFolder(folder());
        }
    }

    /// See [Target#saved].
    public void saved() throws IOException {
        for (Segment segment : unpublished()) {
            segment.savedBytes = segment.syncedBytes;
        }
        publishSaved();
    }

    private void publishSaved() throws IOException {
        while (!sealed.isEmpty() && isSaved(sealed.getFirst())) {
            publish(sealed.removeFirst());
        }
    }

    private static boolean isSaved(Segment segment) {
        return segment.file.bytes() == segment.savedBytes && segment.savedBytes > 0;
    }

    private void publish(Segment segment) throws IOException {
        segment.file.close();
        publisher.publish(working(segment.name), segment.savedBytes, root.resolve(segment.name));
        hasNewNames = true;
    }

    /// See [Target#complete].
    public void complete() throws IOException {
        for (Segment segment : unpublished()) {
            segment.file.flush();
        }
        if (current != null && isSaved(current)) {
            seal();
        }
        publishSaved();
        syncNames();
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : unpublished()) {
            segment.file.close();
        }
    }
}
