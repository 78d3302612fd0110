package heddle.async.loop;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// That the queue of a carrier is one, with any number who bring and one who takes, in many orders of the steps:
/// nothing is lost, given twice, or overtaken. How the loop rests, at which [Inbox#put] looks afterwards, is for
/// [InboxTest].
public class InboxOrderTest {
    private final Inbox inbox = new Inbox();

    private record Brought(int number) implements Runnable {
        @Override
        public void run() {}
    }

    @Operation
    public void bring(@Param(gen = IntGen.class) int number) {
        inbox.put(new Brought(number));
    }

    @Operation(nonParallelGroup = "the loop")
    public @Nullable Integer take() {
        return inbox.poll() instanceof Brought(int number) ? number : null;
    }

    @Operation(nonParallelGroup = "the loop")
    public boolean isEmpty() {
        return inbox.isEmpty();
    }

    @Test
    void it_is_a_queue() {
        new ModelCheckingOptions().iterations(10).invocationsPerIteration(300).check(InboxOrderTest.class);
    }
}
