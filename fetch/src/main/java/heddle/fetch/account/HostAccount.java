package heddle.fetch.account;

import java.time.Duration;
import java.util.Comparator;

/// What became of the URLs of one host, or whatever politeness counts them together by.
///
/// @param host          its name
/// @param ok            URLs fetched, whatever the status
/// @param failed        without a complete response
/// @param errorStatuses fetched with a status of 400 or above; they are among `ok`
/// @param retries       tries after the first, of all its URLs
/// @param bytes         of the bodies read to their end
/// @param time          that the fetched ones took, added up
/// @param longest       that one of them took
public record HostAccount(
        String host,
        long ok,
        long failed,
        long errorStatuses,
        long retries,
        long bytes,
        Duration time,
        Duration longest) {
    /// The worst first: by failures, then by statuses of errors, then by how long an answer took in the mean.
    public static final Comparator<HostAccount> WORST_FIRST = Comparator.comparingLong(HostAccount::failed)
            .thenComparingLong(HostAccount::errorStatuses)
            .thenComparing(HostAccount::meanTime)
            .reversed()
            .thenComparing(HostAccount::host);

    /// All its URLs that have come to an end.
    public long urls() {
        return ok + failed;
    }

    /// What a fetched one took in the mean; zero when there is none.
    public Duration meanTime() {
        return ok == 0 ? Duration.ZERO : time.dividedBy(ok);
    }
}
