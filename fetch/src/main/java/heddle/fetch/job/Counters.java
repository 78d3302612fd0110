package heddle.fetch.job;

import heddle.fetch.account.HostAccount;
import heddle.fetch.output.Outcome;
import java.util.List;

/// What is counted along with the outcomes, and saved with every checkpoint. Used by one thread at a time.
public interface Counters {
    /// Counts what became of a URL of this host; of none, when the host is empty.
    void add(String host, Outcome outcome);

    /// All that was counted, over all runs of the job, and spent.
    Totals totals();

    /// What was counted of hosts since this was asked last.
    List<HostAccount> takeHosts();

    /// Which hosts are to be left alone, as far as that has changed since this was asked last. From any thread.
    List<Respite> takeRespites();
}
