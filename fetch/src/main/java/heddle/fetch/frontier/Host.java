package heddle.fetch.frontier;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One host, or whatever politeness is counted by: what waits for it, what is under way there, and from when on it
/// may be asked again. It belongs to its [Frontier]; others may only look at its name.
public final class Host<T> {
    private static final int ITEMS_AT_FIRST = 2;

    /// No time that is left is told as longer.
    private static final long NANOS_LEFT_MAX = Frontier.NEVER / 4;

    /// Of a host that was given up, so many are told so at once.
    private static final int GIVEN_UP_AT_ONCE = 64;

    /// Second tries that a host may have beside a fifth of its first ones, and that may wait at once.
    private static final int RETRIES_FREE = 10;

    private static final int RETRIES_WAITING_MAX = 1024;

    final String key;
    final HostRules rules;
    final Pace pace;

    /// Those whose text is at hand; all that wait without one came after them.
    final Deque<Turn<T>> items = new ArrayDeque<>(ITEMS_AT_FIRST);

    final OrdinalQueue waiting = new OrdinalQueue();

    /// Those that are to be tried again, the next first; null for none.
    @Nullable Queue<Turn<T>> retries;

    int active;

    /// The last that was begun.
    private @Nullable Turn<T> latest;

    /// Those whose text is being read again.
    int loading;

    private long nextStart;
    private long firstStart = Frontier.NEVER;
    private long started;
    private long retried;

    @Nullable GivenUp givenUp;

    /// Since when there has been nothing to do here, if it is so.
    long idleSince = Frontier.NEVER;

    /// When [DueHosts] gives it out, and where it stands there.
    long due;

    int place = DueHosts.OUT;

    boolean isInRow;

    /// Whether it is, and may be asked: one that is asked again by who has just asked it stays in the row meanwhile.
    boolean isReady;
    boolean isThirsty;

    /// Whether it is among those that wait to be begun, or those that have been begun and not answered yet.
    boolean isNewcomer;

    boolean isOpening;

    Host(String key, HostRules rules) {
        this.key = key;
        this.rules = rules;
        this.pace = new Pace(rules);
    }

    /// What its URLs have in common.
    public String key() {
        return key;
    }

    /// Whether it is one of those that are to be spared by default.
    public boolean isSpared() {
        return rules.isGentle();
    }

    /// Whether anybody wants to know how it does.
    public boolean isWatched() {
        return rules.isBackedOff();
    }

    /// The time that is to lie between two starts here, as things are.
    public long intervalNanos() {
        return pace.interval();
    }

    /// How long what waits here takes at the pace that the host is asked at, at least.
    long nanosLeft(long now) {
        int urls = items.size() + withoutText();
        if (urls == 0 || givenUp != null) {
            return 0;
        }
        long first = Math.max(mayBeAskedFrom(), items.isEmpty() && waiting.isEmpty() ? nextRetry() : 0);
        return Math.max(0, first == Frontier.NEVER ? 0 : first - now)
                + (urls - 1) * Math.min(pace.nanosEach(), NANOS_LEFT_MAX / urls);
    }

    boolean hasRoom() {
        return active < (givenUp == null ? pace.limit() : GIVEN_UP_AT_ONCE);
    }

    /// From when on it may be asked.
    long mayBeAskedFrom() {
        return givenUp == null ? nextStart : 0;
    }

    boolean mayBeAsked(long now) {
        return !items.isEmpty() && hasRoom() && mayBeAskedFrom() <= now;
    }

    /// Whether there is a text to be read: of one that has waited without, or whose next try is due.
    boolean isWanting(long now) {
        return !waiting.isEmpty() || nextRetry() <= now;
    }

    /// When the next try of something is due.
    long nextRetry() {
        Queue<Turn<T>> there = retries;
        if (there == null || there.isEmpty()) {
            return Frontier.NEVER;
        }
        return givenUp == null ? there.element().due : 0;
    }

    /// Whether nothing waits and nothing is under way.
    boolean isIdle() {
        return active == 0 && items.isEmpty() && waiting.isEmpty() && loading == 0 && nextRetry() == Frontier.NEVER;
    }

    /// Whether nothing has been asked of it, and it is not to be met in a crowd.
    boolean isNewlyMet() {
        return started == 0 && rules.isGentle() && givenUp == null;
    }

    /// Whether it is left alone for a while because it cannot be reached.
    boolean isParked() {
        return givenUp == null && pace.isParked();
    }

    void begin(Turn<T> turn, long now) {
        active++;
        started++;
        idleSince = Frontier.NEVER;
        firstStart = Math.min(firstStart, now);
        nextStart = now + pace.interval();
        latest = turn;
        turn.begin(now);
    }

    /// Nothing was asked: unless something was since then, the host may be asked at once.
    void takeBack(Turn<T> turn, long now) {
        if (latest == turn) {
            nextStart = Math.min(nextStart, now);
        }
    }

    /// A URL is under way no longer.
    void end(Turn<T> turn) {
        active--;
        if (latest == turn) {
            latest = null; // it is not to be kept for as long as the host is
        }
    }

    /// Takes back that a URL was begun; the next start is as far away as if it had been.
    void postpone(Turn<T> turn) {
        end(turn);
        items.addFirst(turn);
    }

    /// Leaves the host alone until then.
    void leaveUntil(long nanos) {
        nextStart = Math.max(nextStart, nanos);
        latest = null;
    }

    /// Until when it is left alone, whatever has become of it.
    long leftAloneUntil() {
        return nextStart;
    }

    /// Whether the host has had all its time.
    boolean isOverBudget(long now) {
        return firstStart != Frontier.NEVER
                && now - firstStart > rules.patience().budgetNanos();
    }

    /// When that will be.
    long budgetEnd() {
        long budget = rules.patience().budgetNanos();
        return firstStart == Frontier.NEVER || budget == Frontier.NEVER ? Frontier.NEVER : firstStart + budget + 1;
    }

    /// Whether a URL that has just failed so may be tried again.
    boolean mayRetry(Turn<T> turn, Report report, long now) {
        Patience patience = rules.patience();
        return report.isRetryable()
                && givenUp == null
                && turn.retries() < patience.retries()
                && now + report.waitNanos() - turn.firstStart <= patience.spanNanos()
                && retried < RETRIES_FREE + started / 5
                && (retries == null || retries.size() < RETRIES_WAITING_MAX);
    }

    /// How long a URL may still wait for the start of its last try.
    long nanosLeft(Turn<T> turn, long now) {
        return Math.max(0, rules.patience().spanNanos() - (now - turn.firstStart));
    }

    void retry(Turn<T> turn, long nanos) {
        retried++;
        turn.waitUntil(nanos);
        Queue<Turn<T>> there = retries;
        if (there == null) {
            there = new PriorityQueue<>(Comparator.comparingLong(waiting -> waiting.due));
            retries = there;
        }
        there.add(turn);
    }

    /// One whose text is to be read; those that are to be tried again come first. Only while it is wanting.
    Turn<T> nextWanted(BlockStore store, long now) {
        Queue<Turn<T>> there = retries;
        return there != null && nextRetry() <= now ? there.remove() : new Turn<>(this, waiting.remove(store), null);
    }

    /// URLs that wait without a text.
    int withoutText() {
        Queue<Turn<T>> there = retries;
        return waiting.size() + loading + (there == null ? 0 : there.size());
    }

    @Override
    public String toString() {
        return "Host[%s, %d under way, %d with text, %d without]".formatted(key, active, items.size(), withoutText());
    }
}
