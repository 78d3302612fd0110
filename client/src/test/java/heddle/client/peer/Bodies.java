package heddle.client.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Coded bodies for tests.
public final class Bodies {
    private Bodies() {}

    public static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] gzip(byte[] bytes) {
        var coded = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(coded)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded.toByteArray();
    }

    public static byte[] deflate(String text) {
        var coded = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(coded)) {
            deflate.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded.toByteArray();
    }

    /// A complete response with these bytes and those header lines.
    public static byte[] response(byte[] body, String... lines) {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n"
                + (lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n") + "\r\n";
        var all = new ByteArrayOutputStream();
        all.writeBytes(ScriptedPeer.latin1(head));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
