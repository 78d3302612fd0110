package heddle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The short form of `bench/scripts/simulate.sh`.
class CampaignTest {
    @Test
    void clients_and_server_hold_on_bad_networks() {
        assertThat(Simulation.search(Seeds.of(0, 60), simulation -> new Campaign().run(simulation)))
                .isEqualTo(60);
    }

    /// A host that crashed and came back while its last packets were on their way: what followed a lost one must
    /// not be delivered.
    @Test
    void bytes_after_a_gap_are_never_delivered() {
        Simulation.run(3233, simulation -> new Campaign().run(simulation));
    }

    @Test
    void a_campaign_replays() {
        HttpHosts.replayed(5, simulation -> new Campaign().run(simulation));
    }
}
