package heddle.fetch;

import heddle.fetch.exchange.Entry;
import heddle.fetch.list.Listed;
import heddle.url.Url;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArrivalsTest {
    private static final int BATCHES = 200_000;
    private static final int ITEMS_MAX = 8 * Intake.BATCH;

    private final Gate gate = new Gate();
    private final Arrivals arrivals = new Arrivals(ITEMS_MAX, gate);

    /// Both as fast as they can, at the brim. A lane that looked first and took then could be overtaken in between: the
    /// reading thread waited for one that had nothing left to take.
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void the_reading_thread_is_never_left_waiting() throws Exception {
        Thread lane = Thread.ofPlatform().daemon().start(this::takeAll);
        var entry = new Entry(0, Listed.of("http://a/"), Url.parse("http://a/"), "a");
        var batch = Collections.nCopies(Intake.BATCH, entry);

        for (int i = 0; i < BATCHES; i++) {
            arrivals.add(batch);
            gate.awaitWhile(arrivals::areMany);
        }

        lane.join();
    }

    private void takeAll() {
        int taken = 0;
        while (taken < BATCHES) {
            List<Entry> batch = arrivals.next();
            if (batch == null) {
                Thread.onSpinWait();
            } else {
                arrivals.taken(batch, ITEMS_MAX);
                taken++;
            }
        }
    }
}
