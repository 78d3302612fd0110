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

    @Test
    void a_campaign_replays() {
        HttpHosts.replayed(5, simulation -> new Campaign().run(simulation));
    }
}
