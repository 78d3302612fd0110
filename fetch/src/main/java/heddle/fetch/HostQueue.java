package heddle.fetch;

import heddle.url.Url;
import java.util.ArrayDeque;
import java.util.Queue;

/// What waits for one host and port, and how much is under way there. It belongs to its [Lane] and is used under
/// that one's lock.
final class HostQueue {
    /// Exchanges at once with a host that is not this machine, unless the options say otherwise.
    static final int CONCURRENCY = 8;

    private static final int ENTRIES_AT_FIRST = 4;

    private final String key;
    private final int limit;
    private final Queue<Entry> waiting = new ArrayDeque<>(ENTRIES_AT_FIRST);
    private int active;

    /// Whether the lane has it in the row of those that may be asked.
    boolean isInRow;

    HostQueue(String key, int limit) {
        this.key = key;
        this.limit = limit;
    }

    /// What URLs are counted together by: host and port, whatever the scheme.
    static String key(Url url) {
        return url.authority();
    }

    /// Whether the URL names this very machine.
    static boolean isThisMachine(Url url) {
        String host = url.host();
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (host.startsWith("127.") && url.hasIpHost());
    }

    String key() {
        return key;
    }

    void add(Entry entry) {
        waiting.add(entry);
    }

    /// Whether something waits and may be asked for now.
    boolean isOpen() {
        return active < limit && !waiting.isEmpty();
    }

    /// Whether nothing waits and nothing is under way.
    boolean isIdle() {
        return active == 0 && waiting.isEmpty();
    }

    /// Takes the first that waits: it is under way now. Only while open.
    Entry begin() {
        active++;
        return waiting.remove();
    }

    /// One that was under way has ended.
    void end() {
        active--;
    }

    /// All that still wait.
    Queue<Entry> waiting() {
        return waiting;
    }
}
