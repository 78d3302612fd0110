package heddle.fetch.account;

import java.util.List;
import java.util.stream.Stream;

/// The hosts of a job in short.
///
/// @param hosts  how many there are that something came of; without a job folder at most 65,536 a loop
/// @param others URLs whose hosts were not told apart
/// @param worst  a few of them, the [worst first][HostAccount#WORST_FIRST]
public record HostTable(long hosts, long others, List<HostAccount> worst) {
    /// That of a job without hosts.
    public static final HostTable EMPTY = new HostTable(0, 0, List.of());

    /// How many hosts are told of as the worst.
    public static final int WORST = 10;

    /// Copies the list.
    public HostTable {
        worst = List.copyOf(worst);
    }

    /// That of these hosts and of others.
    public HostTable and(HostTable more) {
        List<HostAccount> few = Stream.concat(worst.stream(), more.worst.stream())
                .sorted(HostAccount.WORST_FIRST)
                .limit(WORST)
                .toList();
        return new HostTable(hosts + more.hosts, others + more.others, few);
    }
}
