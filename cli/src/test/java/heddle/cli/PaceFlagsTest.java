package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.cli.words.Arguments;
import heddle.cli.words.UsageException;
import heddle.fetch.FetchOptions;
import heddle.fetch.options.HostKey;
import heddle.fetch.options.OptOut;
import heddle.fetch.options.Retries;
import heddle.fetch.options.RobotsUse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// How fast, how politely and how patiently, as words.
class PaceFlagsTest {
    private static FetchOptions options(String... words) {
        var parsed = new CommandLine(new FetchCommand().words().toParse()).parseArgs(words);
        return PaceFlags.apply(new Arguments(parsed), FetchOptions.defaults());
    }

    @Test
    void without_words_all_is_as_it_is_by_default() {
        assertThat(options()).isEqualTo(FetchOptions.defaults());
    }

    @Test
    void manners_are_what_is_asked_for() {
        var manners = options(
                        "--host-concurrency=3",
                        "--host-interval=0",
                        "--host-key=domain",
                        "--robots=ignore",
                        "--x-robots-tag=obey")
                .politeness();
        assertThat(manners.hostConcurrency()).hasValue(3);
        assertThat(manners.hostInterval()).contains(Duration.ZERO);
        assertThat(manners.hostKey()).isEqualTo(HostKey.DOMAIN);
        assertThat(manners.robots()).contains(RobotsUse.IGNORE);
        assertThat(manners.optOut()).isEqualTo(OptOut.OBEY);
    }

    @Test
    void tries_are_what_is_asked_for() {
        Retries retries = options(
                        "--retry=0",
                        "--retry-on=transient,404,tls_failed",
                        "--retry-delay=250ms",
                        "--retry-max-time=2m",
                        "--host-budget=1h")
                .retries();
        assertThat(retries.times()).hasValue(0);
        assertThat(retries.on().words()).containsExactlyInAnyOrder("transient", "404", "tls_failed");
        assertThat(retries.delay()).isEqualTo(Duration.ofMillis(250));
        assertThat(retries.span()).isEqualTo(Duration.ofMinutes(2));
        assertThat(retries.hostTime()).contains(Duration.ofHours(1));
    }

    @Test
    void limits_of_the_whole_are_what_is_asked_for() {
        var limits =
                options("--rate=30/m", "--limit-rate=2M", "--time-limit=90").limits();
        assertThat(limits.urlsPerSecond()).hasValue(0.5);
        assertThat(limits.bytesPerSecond()).hasValue(2 << 20);
        assertThat(limits.time()).contains(Duration.ofSeconds(90));
        assertThat(options("--rate=500/s").limits().urlsPerSecond()).hasValue(500);
        assertThat(options("--rate=0.25").limits().urlsPerSecond()).hasValue(0.25);
    }

    @Test
    void what_makes_no_sense_is_told() {
        assertThatThrownBy(() -> options("--rate=fast")).hasMessageContaining("'fast' is not a rate; write 500/s");
        assertThatThrownBy(() -> options("--rate=0")).hasMessageContaining("'0' is not a rate");
        assertThatThrownBy(() -> options("--retry=-1")).hasMessageContaining("write 0 or more");
        assertThatThrownBy(() -> options("--retry-on=whenever,it helps"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--retry-on: 'it helps' is nothing to try again on");
        assertThatThrownBy(() -> options("--robots=maybe"))
                .hasMessageContaining("--robots must be one of obey, ignore");
    }
}
