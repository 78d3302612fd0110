package heddle.fetch.job;

import heddle.fetch.account.HostAccount;
import heddle.fetch.output.Mark;
import java.util.List;

/// One consistent state of a job: the outputs, up to their marks, hold exactly the outcomes of the ordinals that
/// are done.
///
/// @param changed    the chunks of done ordinals that are not yet saved as they are
/// @param marks      how far each output file has got
/// @param totals     what was counted
/// @param hosts      what was counted of hosts since the last state that was saved
/// @param respites   which hosts are to be left alone, as far as that has changed
/// @param isListRead whether the list has been read to its end
record Checkpoint(
        List<DoneOrdinals.Chunk> changed,
        List<Mark> marks,
        Totals totals,
        List<HostAccount> hosts,
        List<Respite> respites,
        boolean isListRead) {}
