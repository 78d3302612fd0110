package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.SessionOptions;
import heddle.client.middleware.RetryOptions;
import heddle.client.options.CookieOptions;
import heddle.client.options.PoolOptions;
import heddle.client.options.Timeouts;
import heddle.client.options.Versions;
import heddle.http.cookie.CookieLimits;
import heddle.net.ConnectOptions;
import heddle.net.DnsOptions;
import heddle.net.IpFamily;
import heddle.net.QuestionLimits;
import heddle.net.TlsOptions;
import heddle.server.ServerLimits;
import heddle.websocket.CompressionOptions;
import heddle.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The column of defaults in `docs/aiohttp.md` says what the options have.
class ParityDefaultsTest {
    private static final int HERE = 2;
    private static final int DEFAULT = 3;
    private static final Pattern FIGURE = Pattern.compile("\\d");

    /// The figures that no options have; each is held by the test of its row.
    private static final List<String> CONSTANTS =
            List.of("`close(code, reason)`", "`expectContinue()`", "`CompressBody.gzip(bytesMin)`");

    private final SessionOptions session = SessionOptions.defaults();

    /// What the column says by what the options have, by how the cell before it begins.
    private Map<String, String> held() {
        var held = new TreeMap<String, String>();
        held.putAll(ofLimits());
        held.putAll(ofTimes());
        held.putAll(ofConnections());
        held.putAll(ofRequests());
        held.putAll(ofOthers());
        return held;
    }

    private Map<String, String> ofLimits() {
        var limits = session.limits();
        var held = new TreeMap<String, String>();
        held.put("`bufferedBytesMax` of a session", bytes(limits.bufferedBytesMax()));
        held.put("`headBytesMax` for all together", bytes(limits.headBytesMax()));
        held.put("`headerLinesMax`", String.valueOf(limits.headerLinesMax()));
        held.put("`bodyBytesMax`", bytes(limits.bodyBytesMax()));
        held.put(
                "`decodedBytesMax`, `ratioMax`",
                bytes(limits.decoding().decodedBytesMax()) + ", "
                        + limits.decoding().ratioMax());
        return held;
    }

    private Map<String, String> ofTimes() {
        var timeouts = session.timeouts();
        var net = session.net();
        var held = new TreeMap<String, String>();
        held.put("`Timeouts.total`", time(timeouts.total()));
        held.put("`Timeouts.pool`, apart", time(timeouts.pool()));
        held.put("`ConnectOptions.timeout`", time(net.connect().timeout()));
        held.put("`DnsOptions.timeout`", time(net.dns().timeout()));
        held.put("`TlsOptions.timeout`", time(net.tls().timeout()));
        held.put("`Timeouts.firstByte`", time(timeouts.firstByte()));
        held.put("`Timeouts.readGap`", time(timeouts.readGap()));
        held.put("`Timeouts.write`", time(timeouts.write()));
        held.put("pings after a silence", time(session.http2().pingAfter()));
        held.put(
                "`Retry-After` in both forms",
                "up to " + time(RetryOptions.defaults().retryAfterMax()));
        return held;
    }

    private Map<String, String> ofConnections() {
        PoolOptions pool = session.pool();
        DnsOptions dns = session.net().dns();
        ConnectOptions connect = session.net().connect();
        var held = new TreeMap<String, String>();
        held.put("`perHostMax`", "%,d".formatted(pool.perHostMax()));
        held.put("`idle`, and what", time(pool.idle()));
        held.put("`pool.requestsMax(1)`", count(pool.requestsMax()));
        held.put("`pool.lifetime`", time(pool.lifetime()));
        held.put(
                "`DnsCacheOptions`: the answer's own",
                time(dns.cache().timeToLiveMin()) + " to " + time(dns.cache().timeToLiveMax()));
        QuestionLimits questions = dns.questions();
        held.put(
                "`DnsOptions.questions(QuestionLimits)`",
                count(questions.atOnceMax()) + ", " + count(questions.perSecondMax()));
        held.put("`DnsOptions.family`", dns.family() == IpFamily.PREFER_IPV6 ? "both, IPv6 first" : "");
        held.put("name servers asked on the loop", dns.servers().isEmpty() ? "the system's" : "");
        held.put("`DnsOptions.resolver(NameResolver)`", presence(dns.resolver()));
        held.put("`ConnectOptions.attemptDelay`", time(connect.attemptDelay()));
        held.put(
                "`ConnectOptions.localAddresses(...)`", connect.localAddresses().isEmpty() ? "none" : "");
        held.put(
                "`ConnectOptions.socket(...)`",
                connect.socket().tcpNoDelay() && !connect.socket().keepAlive()
                        ? "the first on, else the system's"
                        : "");
        held.put("`unixSocket(file)`", presence(connect.unixSocket()));
        TlsOptions tls = session.net().tls();
        held.put("verified, the name by", tls.verification() == TlsOptions.Verification.FULL ? "on" : "");
        held.put("`insecure()`", tls.verification() == TlsOptions.Verification.FULL ? "off" : "");
        held.put("`atLeast(\"TLSv1.3\")`", tls.protocols().isEmpty() ? "1.2" : "");
        held.put("`pin(PublicKeyPin)`", tls.pins().isEmpty() ? "none" : "");
        held.put("`identity(TlsIdentity)`", presence(tls.identity()));
        return held;
    }

    private Map<String, String> ofRequests() {
        var requests = session.requests();
        var held = new TreeMap<String, String>();
        held.put("`redirectsMax` of a session", String.valueOf(requests.redirectsMax()));
        held.put("`redirectsMax(0)`", requests.redirectsMax() > 0 ? "on" : "");
        held.put("`versions(Versions.HTTP_1_1)`", requests.versions() == Versions.ANY ? "any" : "");
        held.put(
                "`CookieOptions.Own`",
                session.cookies().equals(new CookieOptions.Own(CookieLimits.defaults())) ? "a jar a session" : "");
        return held;
    }

    private static Map<String, String> ofOthers() {
        var socket = WebSocketOptions.defaults();
        var held = new TreeMap<String, String>();
        held.put("`Form.read(request)`", bytes(ServerLimits.DEFAULT.bodyBytesMax()));
        held.put("`messageBytesMax`, after", bytes(socket.messageBytesMax()));
        held.put("`heartbeat(interval)`", socket.heartbeat().isEmpty() ? "off" : "");
        held.put("`compressed()`, `compression(options)`", socket.compression().isEmpty() ? "off" : "");
        held.put("`Async.timeout(limit, socket::receive)`", "none, " + time(socket.closeTimeout()));
        held.put(
                "`CompressionOptions.bytesMin`",
                String.valueOf(CompressionOptions.defaults().bytesMin()));
        return held;
    }

    @Test
    void the_options_have_the_defaults_that_their_rows_say() {
        var rows = new DocumentTable("docs/aiohttp.md").rows();
        held().forEach((beginning, expected) -> assertThat(rows)
                .filteredOn(row ->
                        here(row).startsWith(beginning) && !cell(row, DEFAULT).isEmpty())
                .as("the row of %s", beginning)
                .singleElement()
                .satisfies(row -> assertThat(cell(row, DEFAULT)).isEqualTo(expected)));
    }

    @Test
    void no_figure_stands_there_that_nothing_holds() {
        var beginnings = held().keySet();
        assertThat(new DocumentTable("docs/aiohttp.md").rows())
                .filteredOn(row -> FIGURE.matcher(cell(row, DEFAULT)).find())
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(beginnings.stream().anyMatch(here(row)::startsWith)
                                || CONSTANTS.stream().anyMatch(here(row)::startsWith))
                        .isTrue());
    }

    private static String here(String row) {
        return cell(row, HERE);
    }

    private static String cell(String row, int index) {
        return DocumentTable.cells(row).get(index);
    }

    private static String presence(Optional<?> option) {
        return option.isEmpty() ? "none" : "";
    }

    private static String count(int limit) {
        return limit == Integer.MAX_VALUE ? "none" : String.valueOf(limit);
    }

    private static String time(Duration time) {
        if (time.equals(Timeouts.NEVER)) {
            return "none";
        }
        if (time.toMillisPart() != 0) {
            return time.toMillis() + " ms";
        }
        if (time.toDays() > 0) {
            return time.toDays() + " d";
        }
        return time.toSecondsPart() == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    private static String bytes(long bytes) {
        int magnitude = Long.numberOfTrailingZeros(bytes) / 10;
        return (bytes >> (10 * magnitude))
                + List.of(" bytes", " KiB", " MiB", " GiB").get(magnitude);
    }
}
