package heddle.fetch.frontier;

import heddle.fetch.job.Respite;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What is still to fetch on one loop, host by host.
///
/// **Turns.** A host that may be asked now stands in a [HostRow], where those with most left do not wait for all
/// others; one that has to wait for its time stands among the [DueHosts], and one of a crowd that is to be begun, among
/// the [Openings]. Whoever can fetch something takes the next of the row by [#next(long)], may stay with its host for a
/// few more by [#next(Host, long)], and says by [#ended] that it is done, or by [#retry] that it is to be tried
/// again: then it waits by its ordinal, too. What a host is spared is up to its [HostRules] and its [Pace].
///
/// **Ends.** A host that cannot be reached again and again, or has had its time, is *given up*: what waits for it
/// still has its turns, which say so, so that every URL comes to an end.
///
/// **Memory.** A few URLs are kept with all that is needed to ask for them (an *item*); any others cost their
/// ordinal in the list, a few bytes in an [OrdinalQueue]. When it is the turn of a host with ordinals alone, it is
/// *thirsty*: [#wanted] tells which URLs are to be read again, and [#supply] takes what was read. So a million URLs
/// of one host do not hide the others that come after them. A host with a large part of all that waits is thirsty
/// before its items are used up, so that it never waits for a text.
///
/// It does no I/O but that of a mapped file, and knows no time but what it is told, in nanoseconds from any origin
/// that is not later. For one thread at a time.
///
/// @param <T> an item
public final class Frontier<T> implements Closeable {
    /// A time that does not come.
    public static final long NEVER = Long.MAX_VALUE;

    /// URLs that are read again in one go.
    private static final int WANTED = 1024;

    /// Of these, of one host that has to wait between two; and of one that has not, or is large.
    private static final int WANTED_OF_SLOW = 8;

    private static final int WANTED_OF_FAST = 64;

    /// What part of all that waits makes a host a large one. There cannot be more of these.
    private static final long LARGE_PART = 256;

    /// How long a host that is done is remembered, for more of its URLs may come.
    private static final long LINGER = Duration.ofSeconds(10).toNanos();

    private final Function<? super T, HostRules> rules;
    private final FrontierLimits limits;
    private final RandomGenerator chance;
    private final BlockStore store;
    private final Map<String, Host<T>> hosts = new HashMap<>();
    private final HostRow<T> row = new HostRow<>();
    private final DueHosts<T> due = new DueHosts<>();
    private final HostRow<T> thirsty = new HostRow<>();
    private final Openings<T> openings = new Openings<>();
    private @Nullable Respites<T> respites;
    private int items;
    private long waiting;
    private int heldBack;
    private long retries;
    private int parked;
    private int ready;

    /// When the rate of all hosts together lets another URL be begun, if that is what kept one from it.
    private long rateAt = NEVER;

    /// A frontier that knows nothing yet.
    ///
    /// @param rules  what the host of an item is held to; asked once for each host
    /// @param chance by which waits are jittered
    public Frontier(FrontierLimits limits, Function<? super T, HostRules> rules, RandomGenerator chance) {
        this.limits = limits;
        this.rules = rules;
        this.chance = chance;
        this.store = new BlockStore(limits.heapBytesMax());
    }

    /// Has hosts left alone as an earlier run has said by host, and notes what the next one is to be
    /// [told][#takeRespites].
    /// Before the first URL comes.
    public void remember(Map<String, Respite> earlier, long now) {
        respites = new Respites<>(earlier, now);
    }

    /// Which hosts are to be left alone, of those of which that has changed since this was asked last; none where
    /// nothing is to be [remembered][#remember].
    public List<Respite> takeRespites(long now) {
        return respites == null ? List.of() : respites.take(now);
    }

    /// Takes a URL of the list. Those of one host come in the order of the list.
    public void add(String key, long ordinal, T item, long now) {
        Host<T> host = host(key, item, now);
        waiting++;
        if (items < limits.itemsMax() && host.waiting.isEmpty() && host.loading == 0) {
            items++;
            host.items.add(new Turn<>(host, ordinal, item));
        } else {
            host.waiting.add(store, ordinal);
        }
        lineUp(host, now);
    }

    /// As [#add], but the URL waits by its ordinal: its item is too much to be kept.
    public void addUnkept(String key, long ordinal, T item, long now) {
        Host<T> host = host(key, item, now);
        waiting++;
        host.waiting.add(store, ordinal);
        lineUp(host, now);
    }

    private Host<T> host(String key, T item, long now) {
        Host<T> host = hosts.get(key);
        if (host == null) {
            host = new Host<>(key, rules.apply(item));
            hosts.put(key, host);
            heldBack += host.rules.areSome() ? 1 : 0;
            if (respites != null) {
                respites.applyTo(host, now);
                parked += host.isParked() ? 1 : 0;
            }
        }
        return host;
    }

    /// The URL whose turn it is, if there is one: it is under way then.
    public @Nullable Turn<T> next(long now) {
        release(now);
        rateAt = NEVER;
        for (Host<T> host = row.peek(); host != null; host = row.peek()) {
            if (isRateReached(host, now)) {
                return null;
            }
            row.remove();
            host.isInRow = false;
            Turn<T> turn = next(host, now);
            if (turn != null) {
                return turn;
            }
        }
        return null;
    }

    private boolean isRateReached(Host<T> host, long now) {
        if (limits.rate().isEmpty()
                || host.givenUp != null
                || limits.rate().get().nextAt() <= now) {
            return false;
        }
        rateAt = limits.rate().get().nextAt();
        return true;
    }

    /// One more of the same host, if that may be asked now.
    public @Nullable Turn<T> next(Host<T> host, long now) {
        if (!host.mayBeAsked(now) || !openings.mayBegin(host) || !isTaken(host, now)) {
            lineUp(host, now);
            return null;
        }
        openings.begin(host);
        Turn<T> turn = host.items.remove();
        items--;
        waiting--;
        host.begin(turn, now);
        if ((host.items.size() < restOf(host) && !host.waiting.isEmpty()) || host.nextRetry() <= now) {
            thirst(host, now);
        }
        lineUp(host, now);
        return turn;
    }

    private boolean isTaken(Host<T> host, long now) {
        return host.givenUp != null
                || limits.rate().isEmpty()
                || limits.rate().get().tryTake(now);
    }

    /// A URL that was under way has come to its end.
    public void ended(Turn<T> turn, Report report, long now) {
        Host<T> host = turn.host();
        host.end(turn);
        learn(turn, report, now);
        lineUp(host, now);
    }

    /// A URL that was under way has come to its end without anything being asked of its host.
    public void endedUnasked(Turn<T> turn, long now) {
        turn.host().takeBack(turn, now);
        ended(turn, Report.FINE, now);
    }

    /// Whether a URL that is under way and has come to this may be tried again, for all that the host and the rules
    /// say.
    public boolean mayRetry(Turn<T> turn, Report report, long now) {
        return turn.host().mayRetry(turn, report, now);
    }

    /// A URL that was under way is to be tried again later. It holds nothing until then.
    public void retry(Turn<T> turn, Report report, long now) {
        Host<T> host = turn.host();
        host.end(turn);
        waiting++;
        retries++;
        learn(turn, report, now);
        long ownWait = Math.min(host.pace.untilRetry(turn.retries(), chance), host.nanosLeft(turn, now));
        host.retry(turn, now + Math.max(report.waitNanos(), ownWait));
        lineUp(host, now);
    }

    /// A URL that was to be under way is not begun after all, for something else had to be asked of its host first:
    /// it is the next one there, when the host may be asked again.
    public void postpone(Turn<T> turn, Report report, long now) {
        Host<T> host = turn.host();
        host.postpone(turn);
        items++;
        waiting++;
        learn(turn, report, now);
        lineUp(host, now);
    }

    /// Leaves so much time between two starts at a host at least, since it asks for that.
    public void slowDown(Host<T> host, long intervalNanos) {
        host.pace.atLeast(intervalNanos);
    }

    private void learn(Turn<T> turn, Report report, long now) {
        Host<T> host = turn.host();
        openings.end(host, report, begun -> lineUp(begun, now));
        if (!host.rules.isBackedOff()) {
            return;
        }
        int before = host.isParked() ? 1 : 0;
        boolean wasGivenUp = host.givenUp != null;
        long wait = host.pace.learn(report, turn.start, now, chance);
        if (wait > 0) {
            host.leaveUntil(now + wait);
        }
        if (host.pace.isHopeless()) {
            host.givenUp = GivenUp.HOST_DOWN;
        } else if (report.waitNanos() > host.rules.patience().spanNanos()) {
            host.givenUp = GivenUp.HOST_BUSY;
        }
        if (respites != null && (wait > 0 || wasGivenUp != (host.givenUp != null))) {
            respites.note(host);
        }
        parked += (host.isParked() ? 1 : 0) - before;
    }

    private void release(long now) {
        for (Host<T> host = due.pollDue(now); host != null; host = due.pollDue(now)) {
            lineUp(host, now);
        }
    }

    /// Puts a host where it belongs by now, after whatever has happened to it.
    private void lineUp(Host<T> host, long now) {
        place(host, now);
        boolean isReady = host.isInRow && host.mayBeAsked(now);
        if (isReady != host.isReady) {
            host.isReady = isReady;
            ready += isReady ? 1 : -1;
        }
    }

    /// Those that are busy enough, and those that wait to be begun, come here again when something ends.
    private void place(Host<T> host, long now) {
        if (host.givenUp == null && host.isOverBudget(now)) {
            host.givenUp = GivenUp.HOST_BUDGET;
        }
        if (!host.hasRoom() || host.isNewcomer) {
            return;
        }
        long from = host.mayBeAskedFrom();
        if (from > now) {
            due.put(host, Math.min(from, host.budgetEnd()));
        } else if (!host.items.isEmpty()) {
            if (!host.isInRow) {
                host.isInRow = true;
                row.add(host, host.nanosLeft(now));
            }
        } else if (host.isWanting(now)) {
            thirst(host, now);
        } else if (host.nextRetry() != NEVER) {
            due.put(host, Math.min(host.nextRetry(), host.budgetEnd()));
        } else if (host.isIdle() && host.givenUp == null) {
            leave(host, now);
        }
    }

    /// A host that is done is forgotten: a gentle one, of which something was learned, only after a while.
    private void leave(Host<T> host, long now) {
        if (!host.rules.isGentle()) {
            forget(host);
        } else if (host.idleSince == NEVER) {
            host.idleSince = now;
            due.put(host, now + LINGER);
        } else if (now - host.idleSince >= LINGER) {
            forget(host);
        } else {
            due.put(host, host.idleSince + LINGER);
        }
    }

    private void forget(Host<T> host) {
        if (hosts.remove(host.key, host)) {
            parked -= host.isParked() ? 1 : 0;
            heldBack -= host.rules.areSome() ? 1 : 0;
        }
    }

    private void thirst(Host<T> host, long now) {
        if (!host.isThirsty && host.loading == 0) {
            host.isThirsty = true;
            thirsty.add(host, host.nanosLeft(now));
        }
    }

    /// How many items of a host are left when more are asked for: a host that never waits is not to wait for these, nor
    /// one that is large.
    private int restOf(Host<T> host) {
        return host.rules.intervalNanos() > 0 && !isLarge(host) ? 0 : Math.min(WANTED_OF_FAST, limits.itemsMax()) / 2;
    }

    private boolean isLarge(Host<T> host) {
        return host.withoutText() * LARGE_PART > waiting;
    }

    /// Whether URLs are to be read again before their host can be asked. While there are items enough, and hosts enough
    /// that may be asked, the others can wait for theirs.
    public boolean isThirsty() {
        return !thirsty.isEmpty() && (items < limits.itemsMax() || row.size() < WANTED);
    }

    /// URLs that are to be read again, of those hosts whose turn it is. Each is to be given to [#supply], or, when
    /// all is over, to [#giveBack].
    public List<Turn<T>> wanted(long now) {
        List<Turn<T>> turns = new ArrayList<>();
        while (turns.size() < WANTED && isThirsty()) {
            Host<T> host = thirsty.remove();
            host.isThirsty = false;
            for (int count = wantedOf(host); count > 0 && host.isWanting(now); count--) {
                host.loading++;
                turns.add(host.nextWanted(store, now));
            }
        }
        return turns;
    }

    /// One is enough for hosts that wait, once there are items for all others.
    private int wantedOf(Host<T> host) {
        if (host.rules.intervalNanos() == 0 || host.givenUp != null || isLarge(host)) {
            return WANTED_OF_FAST;
        }
        return items < limits.itemsMax() ? WANTED_OF_SLOW : 1;
    }

    /// Takes what was read of a URL that was [wanted][#wanted].
    public void supply(Turn<T> turn, T item, long now) {
        turn.supply(item);
        Host<T> host = turn.host();
        host.loading--;
        host.items.add(turn);
        items++;
        lineUp(host, now);
    }

    /// Takes back a URL that was wanted and will not be read any more. It is among the [left][#left] ones then; no
    /// turn comes after this.
    public void giveBack(Turn<T> turn) {
        turn.host().loading--;
        turn.host().items.add(turn);
        items++;
    }

    /// When something may come to be due by time alone; [#NEVER] when nothing will.
    public long dueAt() {
        return Math.min(due.first(), rateAt);
    }

    /// How many more URLs are of any use to it: those that it would keep with their items, and any number as soon as
    /// it knows a host that has ever to wait, since there may be others behind that one.
    public int room() {
        return heldBack > 0 ? Integer.MAX_VALUE : Math.max(0, limits.itemsMax() - items);
    }

    /// How many items of those that are added it keeps.
    public int itemsMax() {
        return limits.itemsMax();
    }

    /// URLs that wait, with or without items.
    public long waiting() {
        return waiting;
    }

    /// The hosts for which most waits, as many as are asked for, the one with most first.
    public List<Backlog> largest(int count) {
        return hosts.values().stream()
                .map(host -> new Backlog(host.key, host.items.size() + host.withoutText()))
                .filter(backlog -> backlog.urls() > 0)
                .sorted((one, other) -> Long.compare(other.urls(), one.urls()))
                .limit(count)
                .toList();
    }

    /// What waits for one host.
    public record Backlog(String key, long urls) {}

    /// The host that would keep the frontier longest if it had only that one. Looks at each.
    public Optional<Longest> longest(long now) {
        Host<T> longest = null;
        long nanosMost = 0;
        for (Host<T> host : hosts.values()) {
            long nanos = host.nanosLeft(now);
            if (nanos > nanosMost) {
                nanosMost = nanos;
                longest = host;
            }
        }
        return longest == null
                ? Optional.empty()
                : Optional.of(new Longest(longest.key, longest.items.size() + longest.withoutText(), nanosMost));
    }

    /// What waits for one host, and how long it takes at least.
    public record Longest(String key, long urls, long nanos) {}

    /// How often something was to be tried again.
    public long retries() {
        return retries;
    }

    /// Hosts that may be asked now.
    public int ready() {
        return ready;
    }

    /// Hosts that are left alone for a while because they cannot be reached.
    public int parked() {
        return parked;
    }

    /// Hosts that it knows.
    public int hosts() {
        return hosts.size();
    }

    /// Bytes of ordinals on the heap.
    public long heapBytes() {
        return store.heapBytes();
    }

    /// Bytes of ordinals in a mapped file.
    public long mappedBytes() {
        return store.mappedBytes();
    }

    /// Takes out up to so many URLs that wait, in no order; empty when none does. No turn comes after this.
    public List<Turn<T>> left(int countMax) {
        List<Turn<T>> turns = new ArrayList<>();
        for (Iterator<Host<T>> each = hosts.values().iterator(); turns.size() < countMax && each.hasNext(); ) {
            Host<T> host = each.next();
            while (turns.size() < countMax && !host.items.isEmpty()) {
                turns.add(host.items.remove());
            }
            while (turns.size() < countMax && host.isWanting(NEVER - 1)) {
                turns.add(host.nextWanted(store, NEVER - 1));
            }
            if (host.items.isEmpty() && !host.isWanting(NEVER - 1)) {
                each.remove();
            }
        }
        waiting -= turns.size();
        return turns;
    }

    /// Gives back its memory and its file.
    @Override
    public void close() throws IOException {
        store.close();
    }
}
