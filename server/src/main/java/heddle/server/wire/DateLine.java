package heddle.server.wire;

import heddle.async.loop.Loop;
import heddle.http.HttpDate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The `Date` and `Server` lines that end a reply's head, made once a second; I/O thread only.
final class DateLine {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Loop loop;
    private String text = "";
    private byte[] bytes = {};
    private long madeAt;

    DateLine(Loop loop) {
        this.loop = loop;
    }

    /// Both lines and the empty one after them. Not to be changed.
    byte[] bytes() {
        renew();
        return bytes;
    }

    /// The same as fields of HTTP/2.
    void addTo(List<String> fields) {
        renew();
        fields.addAll(List.of("date", text, "server", "heddle"));
    }

    private void renew() {
        long now = loop.nanoTime();
        if (bytes.length == 0 || now - madeAt >= SECOND) {
            madeAt = now;
            text = HttpDate.format(loop.time().instant());
            bytes = ("Date: " + text + "\r\nServer: heddle\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
