package heddle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The instant at which a process is killed. Those that are no matter of chance are told by what the system reports of
/// the output folder, within about a millisecond.
enum KillMoment {
    /// Whenever.
    ANY("", 1),
    /// A file has just got its final name, or a segment has lost its first: what is to follow that has not happened.
    SEGMENT(".open", 3),
    /// A final file is being made in one go, as those of Parquet are, and has not got its name yet.
    MAKING(".tmp", 3),
    /// The log of `job.db` has just grown: a checkpoint is on its way to the disk.
    CHECKPOINT("job.db-wal", 12);

    private static final int LIFE_MILLIS_MAX = 600;

    /// How long one that is no matter of chance is waited for; most jobs end before.
    private static final Duration AIM_LIMIT = Duration.ofSeconds(20);

    private final String suffix;

    /// So many of its kind may pass, the one that counts included.
    private final int passedMax;

    KillMoment(String suffix, int passedMax) {
        this.suffix = suffix;
        this.passedMax = passedMax;
    }

    /// One of those that come while this is written.
    static KillMoment of(KilledSink sink, Random random) {
        List<KillMoment> coming = Stream.of(values())
                .filter(moment -> moment != MAKING || sink.isMadeInOneGo())
                .toList();
        return coming.get(random.nextInt(coming.size()));
    }

    /// Waits for it, and says what has come: any instant when that was in vain for too long, none when the process has
    /// ended before.
    Optional<KillMoment> await(Path out, Process process, Random random) throws IOException, InterruptedException {
        if (this == ANY) {
            long millis = random.nextInt(LIFE_MILLIS_MAX);
            return process.waitFor(millis, TimeUnit.MILLISECONDS) ? Optional.empty() : Optional.of(ANY);
        }
        int passed = random.nextInt(passedMax);
        try (WatchService watch = out.getFileSystem().newWatchService()) {
            for (Path folder : folders(out)) {
                folder.register(watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
            }
            long end = System.nanoTime() + AIM_LIMIT.toNanos();
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
