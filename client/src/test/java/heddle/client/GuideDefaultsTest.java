package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.options.CookieOptions;
import heddle.client.options.PoolOptions;
import heddle.client.options.Timeouts;
import heddle.http.cookie.CookieLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tables of `docs/client.md` say the defaults that the code has.
class GuideDefaultsTest {
    private final SessionOptions defaults = SessionOptions.defaults();
    private final String root = Objects.requireNonNull(System.getProperty("heddle.root"));

    /// The rows whose first cell is a word in code, up to its second cell.
    private List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(root, "docs/client.md"))) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|", -1))
                    .map(cells -> cells[1].strip() + " " + cells[2].strip())
                    .toList();
        }
    }

    @Test
    void timeouts() throws Exception {
        var net = defaults.net();
        var timeouts = defaults.timeouts();
        assertThat(rows())
                .containsSubsequence(
                        "`POOL` " + shown(timeouts.pool()),
                        "`DNS` " + shown(net.dns().timeout()),
                        "`CONNECT` " + shown(net.connect().timeout()),
                        "`TLS` " + shown(net.tls().timeout()),
                        "`WRITE` " + shown(timeouts.write()),
                        "`FIRST_BYTE` " + shown(timeouts.firstByte()),
                        "`READ` " + shown(timeouts.readGap()),
                        "`TOTAL` " + shown(timeouts.total()));
    }

    @Test
    void limits() throws Exception {
        var limits = defaults.limits();
        var decoding = limits.decoding();
        assertThat(rows())
                .containsSubsequence(
                        "`headBytesMax` " + shown(limits.headBytesMax()),
                        "`headerLinesMax` " + limits.headerLinesMax(),
                        "`interimResponsesMax` " + limits.interimResponsesMax(),
                        "`bodyBytesMax` " + shown(limits.bodyBytesMax()),
                        "`bufferedBytesMax` " + shown(limits.bufferedBytesMax()),
                        "`decodedBytesMax` " + shown(decoding.decodedBytesMax()),
                        "`ratioMax` " + decoding.ratioMax() + ", after " + shown(decoding.ratioFreeBytes()),
                        "`codingsMax` " + decoding.codingsMax());
    }

    @Test
    void cookies() throws Exception {
        var limits = CookieLimits.defaults();
        assertThat(rows())
                .containsSubsequence(
                        "`totalMax` cookies " + limits.totalMax(),
                        "`perDomainMax` cookies " + limits.perDomainMax(),
                        "`bytesMax` " + shown(limits.bytesMax()),
                        "`lifetimeMax` " + limits.lifetimeMax().toDays() + " d");
        assertThat(defaults.cookies()).isEqualTo(new CookieOptions.Own(limits));
    }

    @Test
    void pool_and_redirects() throws Exception {
        var pool = defaults.pool();
        assertThat(pool.requestsMax()).isEqualTo(PoolOptions.UNLIMITED);
        assertThat(rows())
                .contains(
                        "`perHostMax` " + pool.perHostMax(),
                        "`idle` " + shown(pool.idle()),
                        "`lifetime` " + shown(pool.lifetime()),
                        "`requestsMax` none",
                        "`redirectsMax` " + defaults.requests().redirectsMax());
    }

    private static String shown(Duration limit) {
        if (limit.equals(Timeouts.NEVER)) {
            return "none";
        }
        return limit.toSecondsPart() == 0 ? limit.toMinutes() + " min" : limit.toSeconds() + " s";
    }

    private static String shown(long bytes) {
        int magnitude = Long.numberOfTrailingZeros(bytes) / 10;
        return (bytes >> (10 * magnitude))
                + List.of(" bytes", " KiB", " MiB", " GiB").get(magnitude);
    }
}
