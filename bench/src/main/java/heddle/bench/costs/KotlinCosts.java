package heddle.bench.costs;

import java.util.List;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.Dispatchers;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Kotlin's coroutines: on the event loop of `runBlocking`, which is the calling thread, and on their default
/// dispatcher, which has a thread a core.
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class KotlinCosts extends Costs {
    @Param({"one", "default"})
    public String threads = "one";

    private Coroutines coroutines;

    @Setup
    public void open() {
        CoroutineContext context = threads.equals("one") ? EmptyCoroutineContext.INSTANCE : Dispatchers.getDefault();
        coroutines = new Coroutines(context);
    }

    @Override
    void spawnJoin(int count) {
        coroutines.spawnJoin(count);
    }

    @Override
    int spawnAwait(int count) {
        return coroutines.spawnAwait(count);
    }

    @Override
    void yielding(int count) {
        coroutines.yielding(count);
    }

    @Override
    void handOff(int count) {
        coroutines.handOff(count);
    }

    @Override
    void sleep(int count) {
        coroutines.sleep(count);
    }

    @Override
    List<Integer> gather(int lists, int count) {
        return coroutines.gather(lists, count);
    }

    @Override
    int timeout(int count) {
        return coroutines.timeout(count);
    }

    @Override
    int queue(int count) {
        return coroutines.queue(count);
    }

    @Override
    void semaphore(int count) {
        coroutines.semaphore(count);
    }

    @Override
    public void park(int count, Runnable look) {
        open();
        coroutines.park(count, look);
    }
}
