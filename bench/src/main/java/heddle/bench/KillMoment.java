package heddle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The instant at which a process is killed. Those that are no matter of chance are told by what the system reports of
/// the output folder, within about a millisecond.
enum KillMoment {
    /// Whenever.
    ANY(""),
    /// A file has just got its final name, or a segment has lost its first: what is to follow that has not happened.
    SEGMENT(".open"),
    /// The log of `job.db` has just grown: a checkpoint is on its way to the disk.
    CHECKPOINT("job.db-wal");

    private static final int LIFE_MILLIS_MAX = 600;

    /// So many of its kind may pass before the one that counts.
    private static final int PASSED_MAX = 12;

    private final String suffix;

    KillMoment(String suffix) {
        this.suffix = suffix;
    }

    static KillMoment of(Random random) {
        return values()[random.nextInt(values().length)];
    }

    /// Waits for it, and says what has come: any instant when that was in vain for too long, none when the process has
    /// ended before.
    Optional<KillMoment> await(Path out, Process process, Random random) throws IOException, InterruptedException {
        long millis = random.nextInt(LIFE_MILLIS_MAX);
        int passed = random.nextInt(PASSED_MAX);
        if (this == ANY) {
            return process.waitFor(millis, TimeUnit.MILLISECONDS) ? Optional.empty() : Optional.of(ANY);
        }
        try (WatchService watch = out.getFileSystem().newWatchService()) {
            for (Path folder : folders(out)) {
                folder.register(watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
            }
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIFE_MILLIS_MAX + millis);
            while (passed >= 0 && process.isAlive() && System.nanoTime() < end) {
                passed -= Optional.ofNullable(watch.poll(5, TimeUnit.MILLISECONDS))
                        .map(this::seen)
                        .orElse(0);
            }
        }
        return process.isAlive() ? Optional.of(passed < 0 ? this : ANY) : Optional.empty();
    }

    private static List<Path> folders(Path out) throws IOException {
        try (Stream<Path> all = Files.walk(out, 1)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private int seen(WatchKey key) {
        int seen = 0;
        for (WatchEvent<?> event : key.pollEvents()) {
            boolean isOfKind = this == SEGMENT
                    ? event.kind().equals(StandardWatchEventKinds.ENTRY_DELETE)
                    : event.kind().equals(StandardWatchEventKinds.ENTRY_MODIFY);
            seen += isOfKind && event.context().toString().endsWith(suffix) ? 1 : 0;
        }
        key.reset();
        return seen;
    }
}
