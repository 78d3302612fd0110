package heddle.async;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/// That an event is set or clear as if one thread after the other had done what it does.
public class EventTest {
    private final Event event = new Event();

    @Operation
    public void set() {
        event.set();
    }

    @Operation
    public void clear() {
        event.clear();
    }

    @Operation
    public boolean isSet() {
        return event.isSet();
    }

    @Test
    void it_is_a_flag() {
        new ModelCheckingOptions().iterations(10).invocationsPerIteration(300).check(EventTest.class);
    }
}
