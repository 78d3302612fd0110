package heddle.client.warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Those who want connections to one target ahead of time. Used on the I/O thread.
public final class WarmUps {
    private final List<WarmUp> waiting = new ArrayList<>(0);

    /// Nobody yet.
    public WarmUps() {}

    public void add(WarmUp warmUp) {
        waiting.add(warmUp);
    }

    public void remove(WarmUp warmUp) {
        waiting.remove(warmUp);
    }

    /// How many connections the one wants who wants most; 0 if there is none.
    public int wanted() {
        return waiting.stream().mapToInt(WarmUp::wanted).max().orElse(0);
    }

    /// So many are there: lets those go who want no more, and everyone if there will not be more.
    public void settle(int ready, boolean isAll) {
        waiting.removeIf(each -> {
            boolean isDone = isAll || each.wanted() <= ready;
            if (isDone) {
                each.complete(ready);
            }
            return isDone;
        });
    }

    /// One could not be made.
    public void fail(Supplier<? extends RuntimeException> fault) {
        waiting.forEach(each -> each.fail(fault));
        waiting.clear();
    }

    @Override
    public String toString() {
        return "WarmUps" + waiting;
    }
}
