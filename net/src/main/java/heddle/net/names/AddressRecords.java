package heddle.net.names;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The records of a response that answer a question: the chain of CNAMEs from the name that was asked for (RFC 1034
/// §3.6.2), and the addresses of the last name. Records of any other owner are ignored.
///
/// @param name the last name of the chain
/// @param addresses of that name, in the server's order
/// @param ttlSeconds the smallest of all records on the way
record AddressRecords(String name, List<InetAddress> addresses, long ttlSeconds) {

    static AddressRecords of(DnsResponse response, Question question) {
        var records = answers(response);
        var name = question.name();
        var ttl = Long.MAX_VALUE;
        for (var steps = records.size(); steps > 0; steps--) {
            var alias = alias(records, name);
            if (alias == null) {
                break;
            }
            ttl = Math.min(ttl, alias.timeToLive());
            name = plain(DefaultDnsRecordDecoder.decodeName(alias.content().duplicate()));
        }
        var addresses = new ArrayList<InetAddress>();
        for (var each : records) {
            if (each.type().equals(question.type()) && plain(each.name()).equals(name)) {
                ttl = Math.min(ttl, each.timeToLive());
                addresses.add(KnownNames.address(question.name(), ByteBufUtil.getBytes(each.content())));
            }
        }
        return new AddressRecords(name, List.copyOf(addresses), ttl);
    }

    private static List<DnsRawRecord> answers(DnsResponse response) {
        var records = new ArrayList<DnsRawRecord>();
        for (var i = 0; i < response.count(DnsSection.ANSWER); i++) {
            if (response.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord raw) {
                records.add(raw);
            }
        }
        return records;
    }

    private static @Nullable DnsRawRecord alias(List<DnsRawRecord> records, String name) {
        for (var each : records) {
            if (each.type().equals(DnsRecordType.CNAME) && plain(each.name()).equals(name)) {
                return each;
            }
        }
        return null;
    }

    private static String plain(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
