package heddle.fetch.frontier;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is still to fetch on one loop, host by host.
///
/// **Turns.** A host that may be asked now stands in a row; one that has to wait for its time stands among the
/// [DueHosts]. Whoever can fetch something takes the first of the row by [#next(long)], may stay with its host for a
/// few more by [#next(Host, long)], and says by [#ended] that it is done.
///
/// **Memory.** A few URLs are kept with all that is needed to ask for them (an *item*); any others cost their
/// ordinal in the list, a few bytes in an [OrdinalQueue]. When it is the turn of a host with ordinals alone, it is
/// *thirsty*: [#wanted] tells which URLs are to be read again, and [#supply] takes what was read. So a million URLs
/// of one host do not hide the others that come after them.
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

    /// Of these, of one host that has to wait between two; and of one that has not.
    private static final int WANTED_OF_SLOW = 8;

    private static final int WANTED_OF_FAST = 64;

    private final Function<? super T, HostRules> rules;
    private final int itemsMax;
    private final BlockStore store;
    private final Map<String, Host<T>> hosts = new HashMap<>();
    private final Deque<Host<T>> row = new ArrayDeque<>();
    private final DueHosts<T> due = new DueHosts<>();
    private final Deque<Host<T>> thirsty = new ArrayDeque<>();
    private int items;
    private long waiting;
    private int heldBack;

    /// A frontier that knows nothing yet.
    ///
    /// @param itemsMax     how many items it keeps of those that are added
    /// @param heapBytesMax how many bytes of ordinals are kept on the heap; the others are in a mapped file
    /// @param rules        what the host of an item is held to; asked once for each host
    public Frontier(int itemsMax, long heapBytesMax, Function<? super T, HostRules> rules) {
        this.itemsMax = itemsMax;
        this.store = new BlockStore(heapBytesMax);
        this.rules = rules;
    }

    /// Takes a URL of the list. Those of one host come in the order of the list.
    public void add(String key, long ordinal, T item, long now) {
        Host<T> host = hosts.get(key);
        if (host == null) {
            host = new Host<>(key, rules.apply(item));
            hosts.put(key, host);
            heldBack += host.rules.areSome() ? 1 : 0;
        }
        waiting++;
        if (items < itemsMax && host.waiting.isEmpty() && host.loading == 0) {
            items++;
            host.items.add(new Turn<>(host, ordinal, item));
        } else {
            host.waiting.add(store, ordinal);
        }
        lineUp(host, now);
    }

    /// The URL whose turn it is, if there is one: it is under way then.
    public @Nullable Turn<T> next(long now) {
        release(now);
        for (Host<T> host = row.poll(); host != null; host = row.poll()) {
            host.isInRow = false;
            Turn<T> turn = next(host, now);
            if (turn != null) {
                return turn;
            }
        }
        return null;
    }

    /// One more of the same host, if that may be asked now.
    public @Nullable Turn<T> next(Host<T> host, long now) {
        if (!host.mayBeAsked(now)) {
            lineUp(host, now);
            return null;
        }
        Turn<T> turn = host.items.remove();
        items--;
        waiting--;
        host.active++;
        host.nextStart = now + host.rules.intervalNanos();
        if (host.items.size() < restOf(host) && !host.waiting.isEmpty()) {
            thirst(host);
        }
        lineUp(host, now);
        return turn;
    }

    /// A URL that was under way is so no longer.
    public void ended(Turn<T> turn, long now) {
        Host<T> host = turn.host();
        host.active--;
        lineUp(host, now);
    }

    private void release(long now) {
        for (Host<T> host = due.pollDue(now); host != null; host = due.pollDue(now)) {
            lineUp(host, now);
        }
    }

    /// Puts a host where it belongs by now. Those that are busy enough come here again when something ends.
    private void lineUp(Host<T> host, long now) {
        if (!host.hasRoom()) {
            return;
        }
        if (host.nextStart > now) {
            due.put(host, host.nextStart);
        } else if (!host.items.isEmpty()) {
            if (!host.isInRow) {
                host.isInRow = true;
                row.addLast(host);
            }
        } else if (!host.waiting.isEmpty()) {
            thirst(host);
        } else if (host.isIdle()) {
            forget(host);
        }
    }

    private void forget(Host<T> host) {
        if (hosts.remove(host.key, host)) {
            heldBack -= host.rules.areSome() ? 1 : 0;
        }
    }

    private void thirst(Host<T> host) {
        if (!host.isThirsty && host.loading == 0) {
            host.isThirsty = true;
            thirsty.addLast(host);
        }
    }

    /// How many items of a host are left when more are asked for: a host that never waits is not to wait for these.
    private static int restOf(Host<?> host) {
        return host.rules.intervalNanos() > 0 ? 0 : WANTED_OF_FAST / 2;
    }

    /// Whether URLs are to be read again before their host can be asked.
    public boolean isThirsty() {
        return !thirsty.isEmpty();
    }

    /// URLs that are to be read again, of those hosts whose turn it is. Each is to be given to [#supply], or, when
    /// all is over, to [#giveBack].
    public List<Turn<T>> wanted() {
        List<Turn<T>> turns = new ArrayList<>();
        while (turns.size() < WANTED && !thirsty.isEmpty()) {
            Host<T> host = thirsty.remove();
            host.isThirsty = false;
            int count = Math.min(wantedOf(host), host.waiting.size());
            host.loading += count;
            for (int i = 0; i < count; i++) {
                turns.add(new Turn<>(host, host.waiting.remove(store), null));
            }
        }
        return turns;
    }

    /// One is enough for hosts that wait, once there are items for all others.
    private int wantedOf(Host<T> host) {
        if (host.rules.intervalNanos() == 0) {
            return WANTED_OF_FAST;
        }
        return items < itemsMax ? WANTED_OF_SLOW : 1;
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
        return due.first();
    }

    /// How many more URLs are of any use to it: those that it would keep with their items, and any number as soon as
    /// it knows a host that has ever to wait, since there may be others behind that one.
    public int room() {
        return heldBack > 0 ? Integer.MAX_VALUE : Math.max(0, itemsMax - items);
    }

    /// How many items of those that are added it keeps.
    public int itemsMax() {
        return itemsMax;
    }

    /// URLs that wait, with or without items.
    public long waiting() {
        return waiting;
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
            while (turns.size() < countMax && !host.waiting.isEmpty()) {
                turns.add(new Turn<>(host, host.waiting.remove(store), null));
            }
            if (host.items.isEmpty() && host.waiting.isEmpty()) {
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
