package heddle.server.wire;

import heddle.async.loop.Loop;
import heddle.http.HttpDate;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// The `Date` and `Server` lines that end a reply's head, made once a second; I/O thread only.
final class DateLine {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Loop loop;
    private byte[] bytes = {};
    private long madeAt;

    DateLine(Loop loop) {
        this.loop = loop;
    }

    /// Both lines and the empty one after them. Not to be changed.
    byte[] bytes() {
        long now = loop.nanoTime();
        if (bytes.length == 0 || now - madeAt >= SECOND) {
            madeAt = now;
            bytes = ("Date: " + HttpDate.format(loop.time().instant()) + "\r\nServer: heddle\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        return bytes;
    }
}
