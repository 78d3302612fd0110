package heddle.async.scope;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// That a settlement is settled once, in many orders of the steps, also while others come and go who wait.
public class SettlementTest {
    private final Settlement<Integer> settlement = new Settlement<>();

    @Operation
    public boolean complete(@Param(gen = IntGen.class) int value) {
        return settlement.complete(value);
    }

    @Operation
    public @Nullable String outcome() {
        var outcome = settlement.settled();
        return outcome == null ? null : outcome.toString();
    }

    @Operation
    public void comeAndGo() {
        settlement.enlist().close();
    }

    @Test
    void it_is_settled_once() {
        new ModelCheckingOptions().iterations(10).invocationsPerIteration(300).check(SettlementTest.class);
    }
}
