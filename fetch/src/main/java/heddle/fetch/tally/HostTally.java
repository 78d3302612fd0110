package heddle.fetch.tally;

import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostPace;
import heddle.fetch.output.Outcome;
import java.time.Duration;

/// Counts what becomes of the URLs of one host. Numbers that only grow.
final class HostTally {
    private final String host;
    private long ok;
    private long failed;
    private long errorStatuses;
    private long retries;
    private long bytes;
    private long nanos;
    private long longestNanos;
    private long asks;
    private long sparedNanos;

    HostTally(String host) {
        this.host = host;
    }

    void add(Outcome outcome) {
        switch (outcome) {
            case Outcome.Fetched fetched -> {
                ok++;
                errorStatuses += fetched.exchange().status().isError() ? 1 : 0;
                retries += fetched.retries();
                bytes += fetched.body().bytes();
                long took = fetched.exchange().timings().total().toNanos();
                nanos += took;
                longestNanos = Math.max(longestNanos, took);
            }
            case Outcome.Failed failure -> {
                failed++;
                retries += failure.retries();
            }
            case Outcome.Skipped _ -> {}
        }
    }

    void asked(long intervalNanos) {
        asks++;
        sparedNanos += intervalNanos;
    }

    long failed() {
        return failed;
    }

    long sparedNanos() {
        return sparedNanos;
    }

    /// Whether anything has come to an end here.
    boolean isCounted() {
        return ok + failed > 0;
    }

    HostAccount account() {
        return new HostAccount(
                host,
                ok,
                failed,
                errorStatuses,
                retries,
                bytes,
                Duration.ofNanos(nanos),
                Duration.ofNanos(longestNanos));
    }

    HostPace pace() {
        return new HostPace(host, asks, Duration.ofNanos(sparedNanos));
    }
}
