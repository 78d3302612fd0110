package heddle.bench.costs;

import java.lang.management.ManagementFactory;

/// Prints how many bytes of heap a task that waits takes, with everything that belongs to it.
///
///     ParkedMemory PEER TASKS
final class ParkedMemory {
    private static final int COLLECTIONS = 3;

    private ParkedMemory() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        var peer = peer(arguments[0]);
        peer.park(count, () -> {}); // what is made once
        long before = usedBytes();
        peer.park(count, () -> IO.println((usedBytes() - before) / count));
    }

    private static Parked peer(String name) {
        return switch (name) {
            case "heddle" -> new HeddleCosts();
            case "kotlin" -> new KotlinCosts();
            case "jox" -> new JoxCosts();
            case "virtual" -> new VirtualThreadCosts();
            default -> throw new IllegalArgumentException(name + ": there are heddle, kotlin, jox, virtual");
        };
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
