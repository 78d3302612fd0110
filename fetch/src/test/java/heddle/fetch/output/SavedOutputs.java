package heddle.fetch.output;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a job folder remembers of its outputs, in memory: the marks and the done ordinals of the last checkpoint.
final class SavedOutputs {
    private final Map<String, Long> marks = new HashMap<>();
    private BitSet done = new BitSet();

    Kept kept() {
        List<Mark> told = marks.entrySet().stream()
                .map(mark -> new Mark(mark.getKey(), mark.getValue()))
                .toList();
        BitSet copy = (BitSet) done.clone();
        return new Kept(told, ordinal -> copy.get((int) ordinal));
    }

    boolean isDone(int ordinal) {
        return done.get(ordinal);
    }

    /// Makes a checkpoint as [heddle.fetch.job.Ledger] does, with what was accepted before it.
    void checkpoint(Sink sink, BitSet accepted) throws OutputException {
        BitSet now = (BitSet) accepted.clone();
        Boundary boundary = sink.boundary();
        List<Mark> told = boundary.sync();
        save(told, now);
        boundary.saved();
    }

    private void save(List<Mark> told, BitSet now) {
        told.forEach(mark -> marks.put(mark.file(), mark.bytes()));
        done = now;
    }

    /// The same as it is now, to go back to.
    SavedOutputs copy() {
        SavedOutputs copy = new SavedOutputs();
        copy.marks.putAll(marks);
        copy.done = (BitSet) done.clone();
        return copy;
    }

    Optional<Long> mark(String file) {
        return Optional.ofNullable(marks.get(file));
    }
}
