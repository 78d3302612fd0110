package heddle.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Fetches lists by real processes onto a disk that is full before they are done, makes room, and starts the same
/// command until the list is done; then the outputs are compared with the list. The script
/// `bench/scripts/full-disk.sh` runs it.
///
/// `FullDisk HEDDLE FOLDER DISK SEED`; the disk is empty and small, and nobody else writes there.
public final class FullDisk {
    private static final int URLS = 1_500;
    private static final int SOME_FAILED = 8;
    private static final int DISK_FULL = 16;

    /// The least and the most that there is room for at first, and what comes to that each time, twice as much as the
    /// time before.
    private static final int ROOM_MIN = 32 << 10;

    private static final int ROOM_MAX = 512 << 10;

    private final Path heddle;
    private final Path folder;
    private final Path disk;
    private final CountedOrigin origin;
    private final Random random;

    private FullDisk(Path heddle, Path folder, Path disk, CountedOrigin origin, Random random) {
        this.heddle = heddle;
        this.folder = folder;
        this.disk = disk;
        this.origin = origin;
        this.random = random;
    }

    /// See the type.
    public static void main(String[] arguments) throws Exception {
        List<KilledSink> sinks = Stream.concat(Stream.of(KilledSink.JSONL), KilledSink.EVERYTHING.parts().stream())
                .toList();
        try (var origin = new CountedOrigin()) {
            var full = new FullDisk(
                    Path.of(arguments[0]).toAbsolutePath(),
                    Path.of(arguments[1]).toAbsolutePath(),
                    Path.of(arguments[2]).toAbsolutePath(),
                    origin,
                    new Random(Long.parseLong(arguments[3])));
            for (KilledSink sink : sinks) {
                full.fetch(sink);
            }
        }
        System.out.println("each run on a full disk ended with 16, every URL once in every output");
    }

    private void fetch(KilledSink sink) throws Exception {
        Path here = Files.createDirectories(folder.resolve(sink.word()));
        Path out = disk.resolve(sink.word());
        List<String> urls = ListedFetch.urls(origin, sink, sink.word(), URLS);
        ListedFetch fetch = ListedFetch.write(heddle, here, out, sink, urls);
        Path ballast = fill();
        long room = (long) ROOM_MIN + random.nextInt(ROOM_MAX - ROOM_MIN);
        List<Long> rooms = new ArrayList<>();
        int code = DISK_FULL;
        while (code == DISK_FULL && Files.size(ballast) > room) {
            makeRoom(ballast, room);
            rooms.add(room);
            code = fetch.start(List.of()).waitForEnd();
            room *= 2;
        }
        expect(code == SOME_FAILED, here, "ended with " + code + ", not with 8 (some URLs failed) at last");
        expect(rooms.size() > 1, here, "was done before the disk was full");
        Files.delete(ballast);
        new KilledOutputs(out, urls, origin).check(sink);
        System.out.printf("%-10s %2d times full, with room for %s bytes more%n", sink.word(), rooms.size() - 1, rooms);
        empty(out);
    }

    /// Writes a file until no more goes onto the disk.
    private Path fill() throws IOException {
        Path ballast = disk.resolve("ballast");
        try (var file = FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (true) {
                file.write(ByteBuffer.allocate(4096));
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    private static void makeRoom(Path ballast, long bytes) throws IOException {
        try (var file = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - bytes);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void expect(boolean isSo, Path here, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(here + ": " + otherwise);
        }
    }
}
