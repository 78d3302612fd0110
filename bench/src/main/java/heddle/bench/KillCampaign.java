package heddle.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Fetches lists with real processes, kills these at random instants by SIGKILL, starts the same command until the
/// list is done, and compares the outputs with the list. The script `bench/scripts/kill-campaign.sh` runs it.
///
/// `KillCampaign HEDDLE FOLDER KILLS SECONDS SEED [uncut]`; with `uncut` the outputs are not cut to what was saved
/// after a kill, which has to be noticed. The variable `SINKS` names those that take turns; without it they all do, but
/// for the large one. Every other job is done by two loops. The outputs go to the [KilledStore] that the environment
/// names; without it they stay where they are.
public final class KillCampaign {
    private static final int KILLS_A_JOB = 12;
    private static final List<KilledSink> SINKS = sinks(System.getenv().getOrDefault("SINKS", ""));

    private KillCampaign() {}

    private static List<KilledSink> sinks(String words) {
        return words.isBlank()
                ? List.copyOf(EnumSet.complementOf(EnumSet.of(KilledSink.LARGE_TAR)))
                : Stream.of(words.strip().split(" +"))
                        .map(word -> KilledSink.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList();
    }

    /// See the type.
    public static void main(String[] arguments) throws Exception {
        Path heddle = Path.of(arguments[0]).toAbsolutePath();
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        int kills = Integer.parseInt(arguments[2]);
        long end = System.nanoTime() + Integer.parseInt(arguments[3]) * 1_000_000_000L;
        long seed = Long.parseLong(arguments[4]);
        boolean isUncut = arguments.length > 5 && arguments[5].equals("uncut");
        int killsAJob = Math.min(KILLS_A_JOB, Math.max(1, kills / SINKS.size()));
        int done = 0;
        Optional<KilledStore> store = KilledStore.ofEnvironment();
        try (var origin = new CountedOrigin()) {
            for (int number = 0; done < kills && System.nanoTime() < end; number++) {
                var sink = SINKS.get(number % SINKS.size());
                Path here = Files.createDirectories(folder.resolve("job-" + number));
                int loops = 1 + (number + number / SINKS.size()) % 2;
                var how = new KilledJob.How(sink, killsAJob * 350, loops, isUncut, store);
                var job = KilledJob.of(heddle, here, origin, how, new Random(seed + number));
                done += job.run(Math.min(killsAJob, kills - done));
            }
        }
        System.out.printf("%d kills, every URL once in every output%n", done);
        if (done < kills) {
            System.err.printf("the time was up before the other %d%n", kills - done);
            System.exit(1);
        }
    }
}
