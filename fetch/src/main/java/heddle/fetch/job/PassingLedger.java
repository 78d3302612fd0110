package heddle.fetch.job;

import heddle.fetch.account.HostTable;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The ledger that remembers nothing.
record PassingLedger(Sink sink) implements Ledger {
    @Override
    public void start(Consumer<Throwable> failed) {}

    @Override
    public Optional<Map<String, Respite>> respites() {
        return Optional.empty();
    }

    @Override
    public boolean isDone(long ordinal) {
        return false;
    }

    @Override
    public void record(long ordinal, String host, Outcome outcome) throws OutputException {
        sink.accept(outcome);
    }

    @Override
    public boolean takesSkipped() {
        return true;
    }

    @Override
    public void listRead() {}

    /// Everything is saved as far as it can be.
    @Override
    public void finish() throws OutputException {
        Boundary last = sink.boundary();
        last.sync();
        last.saved();
    }

    @Override
    public Optional<HostTable> hosts() {
        return Optional.empty();
    }

    @Override
    public void complete() {}
}
