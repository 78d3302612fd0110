package heddle.server.origin;

import heddle.server.Handler;
import heddle.server.Reply;
import heddle.server.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// `/gzip` and `/deflate`: a text in a content coding, whatever the request accepts.
final class CodedRoute implements Handler {
    private static final long SIZE_MAX = 16L * 1024 * 1024;
    private static final String LINE = "A heddle is the part of a loom that lifts many threads at once.\n";

    private final String name;
    private final Coding coding;

    private CodedRoute(String name, Coding coding) {
        this.name = name;
        this.coding = coding;
    }

    private interface Coding {
        OutputStream over(OutputStream out) throws IOException;
    }

    static CodedRoute gzip() {
        return new CodedRoute("gzip", GZIPOutputStream::new);
    }

    static CodedRoute deflate() {
        return new CodedRoute("deflate", DeflaterOutputStream::new);
    }

    @Override
    public Reply handle(ServerRequest request) throws IOException {
        int size = (int) request.queryNumber("size", 0, SIZE_MAX, 10L * LINE.length());
        var bytes = new ByteArrayOutputStream();
        try (OutputStream coded = coding.over(bytes)) {
            coded.write(text(size));
        }
        return Reply.bytes("text/plain; charset=utf-8", bytes.toByteArray()).header("Content-Encoding", name);
    }

    private static byte[] text(int size) {
        return LINE.repeat(size / LINE.length() + 1).substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }
}
