package heddle.cli.report;

import java.util.ArrayList;
import java.util.List;

/// What a reader must know to judge a comparison: how it was measured, and why coroutines did not save more where
/// they did not.
final class ComparisonNotes {
    /// Coroutines are to need at most this part of what a thread a URL needs.
    private static final double GOAL = 0.1;

    private ComparisonNotes() {}

    static List<String> of(Comparison comparison) {
        var notes = new ArrayList<String>();
        notes.add(
                "Each strategy ran in a JVM of its own, with the same list, time limits and certificate checks, and read every "
                        + "body to its end.");
        notes.add(
                "Before it, the same strategy fetched from an embedded server that nothing else uses until its code was compiled; "
                        + "this warm-up is not counted, and opened no connection to the URLs above.");
        notes.add(
                "Wall time runs from the start of the first URL to the end of the last. CPU time and context switches are the "
                        + "kernel's (getrusage) for the whole process in that time; peak memory is its resident memory's highest mark, "
                        + "growth what that is above the mark at the start; threads are the JVM's platform threads.");
        notes.add("Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " on "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + "which the embedded server, where it was used, shared with the strategy.");
        comparison
                .finished("threads")
                .ifPresent(threads -> comparison.finished("async").ifPresent(async -> {
                    notes.add(switches(threads, async));
                    notes.add(memory(threads, async));
                }));
        return List.copyOf(notes);
    }

    private static String switches(Lane.Finished threads, Lane.Finished async) {
        long few = switches(async);
        long many = switches(threads);
        double ratio = few / (double) Math.max(1, many);
        String note = Figures.format(
                "Coroutines made %.2f of the context switches of the thread pool (%,d to %,d).", ratio, few, many);
        if (ratio <= GOAL) {
            return note;
        }
        return note
                + " A thread gives up its processor each time it waits for one URL; a loop only when nothing at all has arrived. With "
                + "few URLs, or answers that come one by one, the loop wakes for nearly each of them, and the JVM's own threads "
                + "(compiler, collector) weigh as much as the work: the gap opens as the list grows.";
    }

    private static long switches(Lane.Finished lane) {
        return lane.usage()
                .contextSwitches()
                .map(switches -> switches.voluntary() + switches.involuntary())
                .orElse(0L);
    }

    private static String memory(Lane.Finished threads, Lane.Finished async) {
        double few = async.usage().memory().growthBytes().orElse(0);
        double many = Math.max(1, threads.usage().memory().growthBytes().orElse(0));
        String note = Figures.format(
                "Coroutines grew by %.2f of the memory that the thread pool grew by (%.1f to %.1f MB).",
                few / many, few / 1e6, many / 1e6);
        if (few / many <= GOAL) {
            return note;
        }
        return note
                + " Part of it is the same in both: TLS state and buffers for each connection, and Java's heap, which grows in steps and "
                + "keeps what it took. Only the threads' stacks are saved.";
    }
}
