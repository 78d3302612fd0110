package heddle.fetch.job;

import heddle.fetch.output.Mark;
import java.util.List;

/// A job as its last checkpoint left it.
///
/// @param facts      which job it is
/// @param chunks     of the done ordinals
/// @param marks      of the outputs, at that checkpoint
/// @param totals     at that checkpoint
/// @param respites   which hosts are to be left alone by now
/// @param isListRead whether the list has been read to its end once
/// @param isFinished whether nothing is left to do
record SavedJob(
        List<Fact> facts,
        List<DoneOrdinals.Chunk> chunks,
        List<Mark> marks,
        Totals totals,
        List<Respite> respites,
        boolean isListRead,
        boolean isFinished) {
    /// A job that has just been begun.
    static SavedJob begun(List<Fact> facts) {
        return new SavedJob(facts, List.of(), List.of(), Totals.NONE, List.of(), false, false);
    }
}
