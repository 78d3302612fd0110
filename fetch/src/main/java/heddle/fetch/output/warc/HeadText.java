package heddle.fetch.output.warc;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import java.nio.charset.StandardCharsets;

/// Heads of responses as WARC files have them: what came, except that `Transfer-Encoding` is called
/// `X-Crawler-Transfer-Encoding`, since the body is archived without its chunks. Common Crawl's files have the same.
final class HeadText {
    private static final String FRAMING = "Transfer-Encoding";

    private HeadText() {}

    static byte[] of(HttpVersion version, Status status, Headers headers) {
        StringBuilder head = new StringBuilder("HTTP/");
        // Readers know no status line of HTTP/2, which has none.
        head.append(version == HttpVersion.HTTP_2 ? HttpVersion.HTTP_1_1.number() : version.number());
        head.append(' ')
                .append(status.code())
                .append(' ')
                .append(status.reason())
                .append("\r\n");
        for (Headers.Field field : headers) {
            head.append(field.name().equalsIgnoreCase(FRAMING) ? "X-Crawler-" + FRAMING : field.name());
            head.append(": ").append(field.value()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The word of `WARC-Protocol` for a version: that of ALPN.
    static String protocol(HttpVersion version) {
        return version == HttpVersion.HTTP_2 ? "h2" : "http/" + version.number();
    }
}
