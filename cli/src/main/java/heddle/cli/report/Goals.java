package heddle.cli.report;

import heddle.fetch.measure.JvmShare;
import heddle.fetch.measure.ProcessUsage;
import heddle.fetch.measure.ProcessUsage.ContextSwitches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Whether coroutines needed at most a tenth of what the pool of threads needed, and what of their share is whose,
/// all from what was measured.
final class Goals {
    private static final double GOAL = 0.1;

    private Goals() {}

    /// A sentence or a few for each goal; none when not both strategies finished, or the platform tells too little.
    static List<String> of(Comparison comparison) {
        var threads = comparison.finished("threads");
        var async = comparison.finished("async");
        var verdicts = new ArrayList<String>();
        if (threads.isPresent() && async.isPresent()) {
            switches(verdicts, threads.get(), async.get());
            memory(verdicts, threads.get(), async.get());
        }
        return List.copyOf(verdicts);
    }

    private static void switches(List<String> verdicts, Lane.Finished threads, Lane.Finished async) {
        var many = threads.usage().contextSwitches().map(ContextSwitches::total);
        var few = async.usage().contextSwitches().map(ContextSwitches::total);
        if (many.isEmpty() || few.isEmpty()) {
            return;
        }
        double ratio = few.get() / (double) Math.max(1, many.get());
        var text = new StringBuilder(Figures.format(
                "Context switches: %s. Coroutines made %.2f of those of the thread pool (%,d to %,d); the goal is %.1f.",
                verdict(ratio), ratio, few.get(), many.get(), GOAL));
        var jvm = async.usage().jvm();
        if (jvm.isPresent()) {
            text.append(parts(few.get(), jvm.get(), async)).append(own(few.get(), many.get(), threads, async));
        }
        verdicts.add(text.append(atRest(async)).toString());
    }

    /// Whose the switches of the coroutines' process were, the largest part named.
    private static String parts(long all, JvmShare jvm, Lane.Finished async) {
        long own = Math.max(0, all - jvm.switches());
        String largest = Map.of(
                        "the compiler", jvm.compilerSwitches(),
                        "the collector", jvm.collectorSwitches(),
                        "the JVM's service threads", jvm.serviceSwitches(),
                        "the work itself", own)
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .orElseThrow()
                .getKey();
        return Figures.format(
                " Of the %,d the JIT compiler made %,d, the collector %,d, the JVM's service threads %,d, and the loop with"
                        + " all else that does the work %,d, which is %.2f a URL; most of them by %s.",
                all,
                jvm.compilerSwitches(),
                jvm.collectorSwitches(),
                jvm.serviceSwitches(),
                own,
                own / (double) Math.max(1, async.run().spans().size()),
                largest);
    }

    /// The same goal without the JVM's own threads on either side.
    private static String own(long few, long many, Lane.Finished threads, Lane.Finished async) {
        long ownFew = few - async.usage().jvm().map(JvmShare::switches).orElse(0L);
        long ownMany = many - threads.usage().jvm().map(JvmShare::switches).orElse(0L);
        return ownFew < 0 || ownMany < 1
                ? ""
                : Figures.format(
                        " Without the JVM's own threads on both sides the ratio is %.2f (%,d to %,d).",
                        ownFew / (double) ownMany, ownFew, ownMany);
    }

    private static String atRest(Lane.Finished lane) {
        ProcessUsage idle = lane.idle();
        double seconds = idle.wall().toNanos() / 1e9;
        return idle.contextSwitches()
                .filter(_ -> seconds > 0)
                .map(switches -> Figures.format(
                        " At rest the same JVM makes %.0f in the time of the run.",
                        switches.total() / seconds * lane.wallSeconds()))
                .orElse("");
    }

    private static void memory(List<String> verdicts, Lane.Finished threads, Lane.Finished async) {
        var many = threads.usage().memory().growthBytes();
        var few = async.usage().memory().growthBytes();
        if (many.isEmpty() || few.isEmpty()) {
            return;
        }
        double ratio = few.getAsLong() / (double) Math.max(1, many.getAsLong());
        var text = new StringBuilder(Figures.format(
                "Memory growth: %s. Coroutines grew by %.2f of what the thread pool grew by (%.1f to %.1f MB); the goal"
                        + " is %.1f.",
                verdict(ratio), ratio, few.getAsLong() / 1e6, many.getAsLong() / 1e6, GOAL));
        async.usage()
                .jvm()
                .ifPresent(jvm -> text.append(Figures.format(
                        " In that time %.1f MB were added for compiled code and classes and %.1f MB for the heap, whatever"
                                + " part of it was touched; %.1f MB at least are stacks, sockets, TLS and buffers.",
                        jvm.codeBytes() / 1e6,
                        jvm.heapBytes() / 1e6,
                        Math.max(0, few.getAsLong() - jvm.codeBytes() - jvm.heapBytes()) / 1e6)));
        async.idle()
                .memory()
                .growthBytes()
                .ifPresent(
                        growth -> text.append(Figures.format(" At rest the same JVM grew by %.1f MB.", growth / 1e6)));
        verdicts.add(text.toString());
    }

    private static String verdict(double ratio) {
        return ratio <= GOAL ? "goal met" : "goal not met";
    }
}
