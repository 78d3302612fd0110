package heddle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// One list, fetched by a process that is killed again and again.
final class KilledJob {
    private static final int EARLY_ONE_IN = 6;
    private static final int SIGKILL_CODE = 128 + 9;

    private final Path folder;
    private final CountedOrigin origin;
    private final ListedFetch fetch;
    private final KilledSink sink;
    private final Random random;
    private final int loops;
    private final boolean isUncut;
    private final Optional<KilledStore> store;
    private final List<String> urls;

    /// For each ordinal that a kill found saved, how often it had been asked for by then.
    private final Map<Integer, Integer> askedWhenSaved = new HashMap<>();

    /// How often it was killed at which.
    private final Map<KillMoment, Integer> moments = new EnumMap<>(KillMoment.class);

    private KilledJob(Path folder, CountedOrigin origin, ListedFetch fetch, How how, Random random) {
        this.folder = folder;
        this.origin = origin;
        this.fetch = fetch;
        urls = fetch.urls();
        sink = how.sink;
        this.random = random;
        loops = how.loops;
        isUncut = how.isUncut;
        store = how.store;
    }

    /// One over a list of so many URLs, which it writes into the folder.
    static KilledJob of(Path heddle, Path folder, CountedOrigin origin, How how, Random random) throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        List<String> urls =
                ListedFetch.urls(origin, how.sink, folder.getFileName().toString(), how.count);
        return new KilledJob(folder, origin, ListedFetch.write(heddle, folder, out, how.sink, urls), how, random);
    }

    /// What is done with the list.
    ///
    /// @param count   how many URLs it has
    /// @param loops   that work at it
    /// @param isUncut whether outputs are not cut to what was saved
    /// @param store   where the outputs go, if they do not stay
    record How(KilledSink sink, int count, int loops, boolean isUncut, Optional<KilledStore> store) {}

    /// Fetches the list, with so many kills at most; says how many it came to.
    int run(int kills) throws Exception {
        int killed = 0;
        while (killed < kills && runAndKill()) {
            killed++;
        }
        int code = start().waitForEnd();
        expect(code == 8, "ended with " + code + ", not 8 (some URLs failed)");
        int requestsBefore = requests();
        expect(start().waitForEnd() == 8 && requests() == requestsBefore, "a finished job did something");
        var outputs = new KilledOutputs(outputs(), urls, origin);
        outputs.check(sink);
        checkNothingTwice();
        System.out.printf(
                "%-10s --loops %d  %2d kills %s  %,6d URLs  %,6d requests  %,d saved before a kill%n",
                sink.word(), loops, killed, moments, urls.size(), requests(), askedWhenSaved.size());
        return killed;
    }

    private Path outputs() throws IOException {
        return store.isEmpty()
                ? folder.resolve("out")
                : store.get().bring(job(), Files.createDirectory(folder.resolve("brought")));
    }

    private String job() {
        return folder.getFileName().toString();
    }

    /// Whether it was killed; false when it was done before.
    private boolean runAndKill() throws Exception {
        ListedFetch.Running running = start();
        if (random.nextInt(EARLY_ONE_IN) > 0) {
            awaitRequests(running.process());
        }
        Optional<KillMoment> moment =
                KillMoment.of(sink, random).await(folder.resolve("out"), running.process(), random);
        if (moment.isEmpty()) {
            return false;
        }
        running.process().destroyForcibly();
        if (running.waitForEnd() != SIGKILL_CODE) {
            return false;
        }
        moments.merge(moment.get(), 1, Integer::sum);
        noteSaved();
        return true;
    }

    /// Until the process has asked for something, or has ended: most kills are to fall into its work.
    private void awaitRequests(Process process) throws InterruptedException {
        int before = origin.count();
        while (origin.count() == before && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
            // Not yet.
        }
    }

    private void noteSaved() throws Exception {
        Path out = folder.resolve("out");
        if (isUncut) {
            SavedState.claimAll(out);
        }
        Map<String, Integer> asked = origin.requests();
        BitSet saved = SavedState.done(out, folder.resolve("look"));
        saved.stream().forEach(ordinal -> askedWhenSaved.putIfAbsent(ordinal, asked(asked, ordinal)));
    }

    private void checkNothingTwice() {
        Map<String, Integer> asked = origin.requests();
        askedWhenSaved.forEach((ordinal, before) -> expect(
                asked(asked, ordinal) == before, urls.get(ordinal) + " was asked for again after it had been saved"));
    }

    private int asked(Map<String, Integer> requests, int ordinal) {
        return requests.getOrDefault(urls.get(ordinal).replaceFirst("^http://[^/]*", ""), 0);
    }

    private int requests() {
        Map<String, Integer> asked = origin.requests();
        int sum = 0;
        for (int ordinal = 0; ordinal < urls.size(); ordinal++) {
            sum += asked(asked, ordinal);
        }
        return sum;
    }

    private ListedFetch.Running start() throws IOException {
        List<String> flags = new ArrayList<>(List.of("--loops", "" + loops));
        store.ifPresent(here -> flags.addAll(here.flags(job())));
        return fetch.start(flags);
    }

    private void expect(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(folder + " (" + sink + "): " + otherwise);
        }
    }
}
