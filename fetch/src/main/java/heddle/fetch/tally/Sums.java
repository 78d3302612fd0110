package heddle.fetch.tally;

import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.FetchStatistics.Hosts;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostPace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sums over the lanes of a job, at one moment.
public final class Sums {
    /// Hosts that are told of.
    private static final int TOLD = 5;

    final Tally outcomes = new Tally();
    final List<HostAccount> mostFailed = new ArrayList<>();
    final List<HostPace> mostSpared = new ArrayList<>();
    long busyAnswers;
    private long urls;
    private int running;
    private long retries;
    private int known;
    private int ready;
    private int parked;

    /// Sums that begin with what earlier runs have counted.
    public Sums(Tally before) {
        outcomes.add(before);
        urls = before.counts().total();
    }

    /// Adds what is on its way in one lane.
    ///
    /// @param lines   that it has taken from the list
    /// @param workers that are busy
    /// @param again   how often something was to be tried again
    public void add(long lines, int workers, long again, Hosts hosts) {
        urls += lines;
        running += workers;
        retries += again;
        known += hosts.known();
        ready += hosts.ready();
        parked += hosts.parked();
    }

    /// What was counted of outcomes.
    public Tally outcomes() {
        return outcomes;
    }

    /// Answers by which a host said that it is asked too much.
    public long busyAnswers() {
        return busyAnswers;
    }

    /// The hosts that had to be spared longest, the longest first.
    public List<HostPace> mostSpared() {
        return mostSpared.stream()
                .sorted((one, other) -> other.time().compareTo(one.time()))
                .limit(TOLD)
                .toList();
    }

    /// All of it.
    public FetchStatistics statistics(Duration elapsed, boolean isListRead) {
        return new FetchStatistics(
                elapsed,
                urls,
                running,
                outcomes.counts(),
                outcomes.bytes(),
                isListRead,
                new Hosts(known, ready, parked),
                retries,
                outcomes.percentiles(),
                mostFailed.stream().sorted(HostAccount.WORST_FIRST).limit(TOLD).toList());
    }
}
