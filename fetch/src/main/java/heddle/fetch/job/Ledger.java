package heddle.fetch.job;

import heddle.fetch.account.HostTable;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the outcomes of a job become final. The engine above knows no more of it than this: a job on one machine
/// commits its outputs bit by bit in its folder; a share of a larger one can keep them until all is done, and let
/// somebody else publish them.
///
/// Called by many coroutines at once, which may be parked.
public interface Ledger {
    /// Outcomes that are final as soon as the sink has them: nothing is remembered.
    static Ledger passing(Sink sink) {
        return new PassingLedger(sink);
    }

    /// Outcomes that are saved in a job folder.
    static Ledger saving(JobFolder folder, Sink sink, Counters counters, Cadence cadence) {
        return new SavingLedger(folder, sink, counters, cadence);
    }

    /// Starts whatever runs beside the job. `failed` is told, once, when nothing can be saved any more.
    void start(Consumer<Throwable> failed);

    /// Which hosts an earlier run leaves alone, by name, if it remembers such things.
    Optional<Map<String, Respite>> respites();

    /// Whether an earlier run has done this URL. On the thread that reads the list.
    boolean isDone(long ordinal);

    /// Takes what became of a URL of this host; of a line that names none, when the host is empty.
    void record(long ordinal, String host, Outcome outcome) throws OutputException;

    /// Whether it takes what was skipped, too; otherwise that is not worth making an outcome of.
    boolean takesSkipped();

    /// Notes that the list has been read to its end.
    void listRead();

    /// Saves what is not yet saved, and ends what was started; before the sink is closed. Blocks.
    void finish() throws OutputException;

    /// The hosts of all runs in short, if it remembers them; after [#finish]. Blocks.
    Optional<HostTable> hosts() throws OutputException;

    /// Notes that nothing is left to do; after the sink was closed. Blocks.
    void complete() throws OutputException;
}
