package heddle.net.names;

import heddle.net.IpFamily;
import io.netty.handler.codec.dns.DnsRecordType;
import java.util.List;

/// What is asked: the addresses of one family of one absolute name, or of both.
///
/// @param name lower case, without the trailing dot
/// @param type `A` or `AAAA`; `ANY` for both, which name servers are never asked for
public record Question(String name, DnsRecordType type) {
    /// What name servers are asked for, one question each, the preferred family first.
    static List<DnsRecordType> types(IpFamily family) {
        return switch (family) {
            case PREFER_IPV6 -> List.of(DnsRecordType.AAAA, DnsRecordType.A);
            case PREFER_IPV4 -> List.of(DnsRecordType.A, DnsRecordType.AAAA);
            case ONLY_IPV6 -> List.of(DnsRecordType.AAAA);
            case ONLY_IPV4 -> List.of(DnsRecordType.A);
        };
    }
}
