package heddle.fetch.frontier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// How many gentle hosts that have not been asked yet are begun at once: a few at first, and one more for each that has
/// answered, so that name servers are not stormed.
final class Openings<T> {
    private static final int AT_FIRST = 8;
    private static final int MAX = 1024;

    private final Deque<Host<T>> newcomers = new ArrayDeque<>();
    private int opening;
    private int openingMax = AT_FIRST;

    /// Whether it is no new host, or one more of these may be begun; else it waits here for that.
    boolean mayBegin(Host<T> host) {
        if (!host.isNewlyMet() || opening < openingMax) {
            return true;
        }
        if (!host.isNewcomer) {
            host.isNewcomer = true;
            newcomers.add(host);
        }
        return false;
    }

    /// Notes that a host is asked.
    void begin(Host<T> host) {
        if (host.isNewlyMet()) {
            opening++;
            host.isOpening = true;
        }
    }

    /// Notes what came of asking a host, and hands on those that have waited and may be begun now.
    void end(Host<T> host, Report report, Consumer<Host<T>> free) {
        if (!host.isOpening) {
            return;
        }
        host.isOpening = false;
        opening--;
        int change = report.verdict() == Report.Verdict.UNREACHABLE ? -1 : 1;
        openingMax = Math.clamp(openingMax + change, AT_FIRST, MAX);
        for (int left = openingMax - opening; left > 0 && !newcomers.isEmpty(); left--) {
            Host<T> next = newcomers.remove();
            next.isNewcomer = false;
            free.accept(next);
        }
    }
}
