package heddle.fetch.tally;

import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostPace;
import heddle.fetch.account.HostTable;
import heddle.fetch.output.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Counts what becomes of URLs, host by host, for as many hosts as it may tell apart: some 200 bytes each. What comes
/// of any further host is counted as that of others. Plain numbers, like a [Tally].
public final class HostTallies {
    /// Hosts that a loop tells apart; a job's folder knows all.
    static final int HOSTS_MAX = 65_536;

    private static final int FOREMOST = 8;

    private final int hostsMax;
    private final Map<String, HostTally> hosts = new HashMap<>();
    private final Foremost mostFailed = new Foremost(FOREMOST, HostTally::failed);
    private final Foremost mostSpared = new Foremost(FOREMOST, HostTally::sparedNanos);
    private long others;

    /// Tells so many hosts apart.
    public HostTallies(int hostsMax) {
        this.hostsMax = hostsMax;
    }

    /// Counts what became of a URL of this host for good.
    public void add(String host, Outcome outcome) {
        HostTally tally = find(host);
        if (tally == null) {
            others += outcome instanceof Outcome.Skipped ? 0 : 1;
            return;
        }
        tally.add(outcome);
        if (outcome instanceof Outcome.Failed) {
            mostFailed.grown(tally);
        }
    }

    /// Counts that the host was asked for something, after which it is to be left alone for a while.
    public void asked(String host, long intervalNanos) {
        HostTally tally = find(host);
        if (tally != null) {
            tally.asked(intervalNanos);
            if (intervalNanos > 0) {
                mostSpared.grown(tally);
            }
        }
    }

    private @Nullable HostTally find(String host) {
        HostTally known = hosts.get(host);
        if (known == null && hosts.size() < hostsMax) {
            known = new HostTally(host);
            hosts.put(host, known);
        }
        return known;
    }

    /// The hosts with most failures, a few, the worst first.
    public List<HostAccount> mostFailed() {
        return mostFailed.list().stream().map(HostTally::account).toList();
    }

    /// The hosts that had to be spared longest, a few, the longest first.
    public List<HostPace> mostSpared() {
        return mostSpared.list().stream().map(HostTally::pace).toList();
    }

    /// All of them in short. Looks at each.
    public HostTable table() {
        PriorityQueue<HostAccount> worst = new PriorityQueue<>(HostAccount.WORST_FIRST.reversed());
        long counted = 0;
        for (HostTally host : hosts.values()) {
            if (host.isCounted()) {
                counted++;
                worst.add(host.account());
                if (worst.size() > HostTable.WORST) {
                    worst.remove();
                }
            }
        }
        return new HostTable(
                counted, others, worst.stream().sorted(HostAccount.WORST_FIRST).toList());
    }

    /// Takes out what it has counted, and begins anew.
    public List<HostAccount> take() {
        List<HostAccount> accounts = new ArrayList<>(hosts.size());
        hosts.values().forEach(host -> accounts.add(host.account()));
        hosts.clear();
        return accounts;
    }
}
