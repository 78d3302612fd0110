package heddle.net.names;

import io.netty.handler.codec.dns.DnsRecordType;

/// What is asked of a name server: the addresses of one family of one absolute name.
///
/// @param name lower case, without the trailing dot
/// @param type `A` or `AAAA`
public record Question(String name, DnsRecordType type) {}
