package heddle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How long it takes on a machine's clock is measured by `bench/scripts/simulate.sh speed`.
class ThousandClientsTest {
    @Test
    void a_thousand_clients_live_for_171_seconds() {
        var scenario = new ThousandClients();
        var report = Simulation.run(171, scenario);
        assertThat(report.elapsed()).isEqualTo(Duration.ofSeconds(171));
        assertThat(scenario.answers()).isEqualTo(3_000);
    }
}
