package heddle.net.wire;

import io.netty.handler.codec.dns.DnsRecordType;

/// What is asked of a name server: the addresses of one family of one absolute name.
///
/// @param name lower case, without the trailing dot
/// @param type `A` or `AAAA`
record Question(String name, DnsRecordType type) {}
