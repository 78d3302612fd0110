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
    public static final Comparator<HostAccount> WORST_FIRST = HostAccount::compareByHarm;

    // Spelled out: the JDK's comparators of keys are spun at run time, which no start-up cache holds.
    private static int compareByHarm(HostAccount one, HostAccount other) {
        int order = Long.compare(other.failed, one.failed);
        if (order == 0) {
            order = Long.compare(other.errorStatuses, one.errorStatuses);
        }
        if (order == 0) {
            order = other.meanTime().compareTo(one.meanTime());
        }
        return order == 0 ? one.host.compareTo(other.host) : order;
    }

    /// All its URLs that have come to an end.
    public long urls() {
        return ok + failed;
    }

    /// What a fetched one took in the mean; zero when there is none.
    public Duration meanTime() {
        // Duration's own division goes by BigDecimal, and to load that takes 12 ms at the end of a short run.
        return ok == 0 ? Duration.ZERO : Duration.ofNanos(time.toNanos() / ok);
    }
}
