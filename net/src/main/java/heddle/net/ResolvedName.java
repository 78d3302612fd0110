package heddle.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// What a [NameResolver] says of a name.
///
/// @param addresses of any family, in the order of preference; none when the name has none
/// @param timeToLive how long that holds, in full seconds as in DNS; not negative; [DnsCacheOptions] has bounds for it
public record ResolvedName(List<InetAddress> addresses, Duration timeToLive) {
    public ResolvedName {
        Limits.notNegative("timeToLive of a name", timeToLive);
        addresses = List.copyOf(addresses);
    }

    /// These addresses, for so long.
    public static ResolvedName of(Duration timeToLive, InetAddress... addresses) {
        return new ResolvedName(List.of(addresses), timeToLive);
    }
}
