package heddle.fetch.tally;

import heddle.fetch.account.HostTable;
import heddle.fetch.frontier.Report;
import heddle.fetch.output.Outcome;

/// All that one lane of a job counts, in this run. Plain numbers, like a [Tally].
public final class LaneTally {
    private final Tally outcomes = new Tally();
    private final HostTallies hosts = new HostTallies(HostTallies.HOSTS_MAX);
    private long busyAnswers;

    /// Counts what became of a URL of this host for good; of a line that names none, when the host is empty.
    public void add(String host, Outcome outcome) {
        outcomes.add(outcome);
        if (!host.isEmpty()) {
            hosts.add(host, outcome);
        }
    }

    /// Counts so many URLs as skipped.
    public void skip(long urls) {
        outcomes.skip(urls);
    }

    /// Counts that a host was asked for something, which told this, and is left alone for the interval after that.
    public void asked(String host, long intervalNanos, Report report) {
        hosts.asked(host, intervalNanos);
        busyAnswers += report.verdict() == Report.Verdict.OVERLOADED ? 1 : 0;
    }

    /// Adds it to the sums.
    public void addTo(Sums sums) {
        sums.outcomes.add(outcomes);
        sums.busyAnswers += busyAnswers;
        sums.mostFailed.addAll(hosts.mostFailed());
        sums.mostSpared.addAll(hosts.mostSpared());
    }

    /// The hosts in short. Looks at each.
    public HostTable table() {
        return hosts.table();
    }
}
