package heddle.fetch.account;

import java.time.Duration;
import java.util.List;

/// What is known of one run of a job beside what became of its URLs.
///
/// @param wall        from its start to its end
/// @param asked       exchanges at once that were asked for
/// @param allowed     those that the open-file limit allows
/// @param busyAnswers answers by which a host said that it is asked too much (429, 503), those that were tried again
///                    included
/// @param mostSpared  the hosts that had to be waited for longest, the longest first
public record RunFacts(Duration wall, int asked, int allowed, long busyAnswers, List<HostPace> mostSpared) {
    /// Copies the list.
    public RunFacts {
        mostSpared = List.copyOf(mostSpared);
    }
}
