package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Test;

/// The protocol by which a loop sleeps and is woken, in many orders of its steps.
class InboxTest {
    @Test
    void a_loop_that_sleeps_is_woken() {
        options().check(LooksAgain.class);
    }

    @Test
    void a_loop_that_does_not_look_again_is_found_asleep() {
        assertThatThrownBy(() -> options().check(DoesNotLookAgain.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("nobody wakes it");
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(1)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(10)
                .invocationsPerIteration(300);
    }

    /// The protocol as [Carrier] and [Reactor] have it.
    public static class LooksAgain extends SleepingLoop {
        @Override
        boolean settle() {
            inbox.rest(Inbox.Rest.PARKED);
            return inbox.isEmpty();
        }
    }

    /// With a bug, to show that the other would be found.
    public static class DoesNotLookAgain extends SleepingLoop {
        @Override
        boolean settle() {
            boolean isEmpty = inbox.isEmpty();
            inbox.rest(Inbox.Rest.PARKED);
            return isEmpty;
        }
    }
}
