package heddle.bench.costs;

import java.lang.management.ManagementFactory;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Prints what an operation costs the thread of Heddle's loop in CPU, in nanoseconds: the least and the median of many
/// rounds. On a busy machine that is steadier than a clock; what other threads do is not in it. Beside it the
/// same rounds by the clock.
///
///     LoopCpu spawnJoin|spawnAwait|yielding|handOff|timeout
final class LoopCpu {
    private static final int WARM_UPS = 300;
    private static final int ROUNDS = 200;
    private static final int CALLS_A_ROUND = 5;

    private LoopCpu() {}

    public static void main(String[] arguments) throws Exception {
        var costs = new HeddleCosts();
        costs.open();
        var loop = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("heddle-loop-"))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < WARM_UPS; i++) {
            run(costs, arguments[0]);
        }
        var rounds = new Round[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = round(costs, arguments[0], loop);
        }
        costs.close();
        IO.println("%s: %s of CPU; %s by the clock"
                .formatted(arguments[0], summary(rounds, Round::cpu), summary(rounds, Round::clock)));
    }

    /// Nanoseconds an operation.
    private record Round(double cpu, double clock) {}

    private static String summary(Round[] rounds, ToDoubleFunction<Round> figure) {
        var sorted = Stream.of(rounds).mapToDouble(figure).sorted().toArray();
        return "least %.0f ns, median %.0f ns".formatted(sorted[0], sorted[ROUNDS / 2]);
    }

    private static Round round(HeddleCosts costs, String row, Thread loop) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long cpuBefore = threads.getThreadCpuTime(loop.threadId());
        long before = System.nanoTime();
        for (int i = 0; i < CALLS_A_ROUND; i++) {
            run(costs, row);
        }
        double operations = CALLS_A_ROUND * Costs.COUNT;
        long clock = System.nanoTime() - before;
        return new Round((threads.getThreadCpuTime(loop.threadId()) - cpuBefore) / operations, clock / operations);
    }

    private static void run(HeddleCosts costs, String row) throws Exception {
        switch (row) {
            case "spawnJoin" -> costs.spawnJoin();
            case "spawnAwait" -> costs.spawnAwait();
            case "yielding" -> costs.yielding();
            case "handOff" -> costs.handOff();
            case "timeout" -> costs.timeout();
            default -> throw new IllegalArgumentException(row + ": see the class");
        }
    }
}
