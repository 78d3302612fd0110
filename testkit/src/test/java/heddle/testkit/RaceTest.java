package heddle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A planted lost update: two tasks read, wait, and write. Only some orders show it.
class RaceTest {
    private static final class Account {
        private int balance;

        int read() {
            return balance;
        }

        void write(int value) {
            balance = value;
        }
    }

    private static void twoDeposits(Simulation simulation) {
        var account = new Account();
        TaskGroup.run(group -> {
            group.start(() -> deposit(simulation, account));
            group.start(() -> deposit(simulation, account));
        });
        assertThat(account.read()).as("the balance").isEqualTo(2);
    }

    /// Wrong when the other runs between the two lines that matter; they wait at most for a moment each.
    private static void deposit(Simulation simulation, Account account) {
        Async.sleep(Duration.ofMillis(simulation.random().nextInt(20)));
        int before = account.read();
        Async.yield();
        account.write(before + 1);
    }

    @Test
    void a_search_finds_it_and_its_seed_shows_it_again() {
        var found = catchThrowableOfType(
                SimulationFailure.class, () -> Simulation.search(Seeds.of(0, 10_000), RaceTest::twoDeposits));
        assertThat(found).hasMessageContaining("the balance");
        assertThat(found.seed()).as("hidden from the first seeds").isPositive();
        var again = catchThrowableOfType(
                SimulationFailure.class, () -> Simulation.run(found.seed(), RaceTest::twoDeposits));
        assertThat(again).hasMessageContaining("the balance");
        assertThat(again.trace()).isEqualTo(found.trace());
    }
}
