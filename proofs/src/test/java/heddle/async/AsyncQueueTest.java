package heddle.async;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// That a queue is one to whichever threads use it.
public class AsyncQueueTest {
    private final AsyncQueue<Integer> queue = AsyncQueue.bounded(2);

    @Operation
    public boolean tryPut(@Param(gen = IntGen.class) int item) {
        return queue.tryPut(item);
    }

    @Operation
    public @Nullable Integer tryTake() {
        return queue.tryTake().orElse(null);
    }

    @Operation
    public int size() {
        return queue.size();
    }

    @Operation
    public void close() {
        queue.close();
    }

    @Test
    void it_is_a_queue_of_limited_length() {
        new ModelCheckingOptions().iterations(10).invocationsPerIteration(300).check(AsyncQueueTest.class);
    }
}
