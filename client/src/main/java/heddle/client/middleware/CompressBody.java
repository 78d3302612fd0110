package heddle.client.middleware;

import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.client.body.BodySource;
import heddle.client.body.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/// Sends bodies compressed, by gzip, to servers that are known to take that: there is no asking before.
///
///     session.post(url).middleware(CompressBody.gzip(1024)).body(json, "application/json")
///
/// A body that is in memory keeps its length known; one that is streamed is compressed as it goes. A request that has a
/// Content-Encoding is left as it is.
public final class CompressBody implements Middleware {
    private final int bytesMin;

    private CompressBody(int bytesMin) {
        this.bytesMin = bytesMin;
    }

    /// For bodies of so many bytes or more, and those of unknown length.
    public static CompressBody gzip(int bytesMin) {
        return new CompressBody(bytesMin);
    }

    @Override
    public Response send(Outgoing request, Next next) {
        RequestBody body = request.body();
        boolean isShort = body.length().orElse(Long.MAX_VALUE) < Math.max(1, bytesMin);
        return isShort || request.headers().has("Content-Encoding")
                ? next.send(request)
                : next.send(request.withHeader("Content-Encoding", "gzip").withBody(compressed(body)));
    }

    private static RequestBody compressed(RequestBody body) {
        return switch (body) {
            case RequestBody.Bytes(byte[] bytes) -> RequestBody.of(compressed(bytes));
            case RequestBody.Streamed streamed
            when streamed.isReopened() -> RequestBody.anew(OptionalLong.empty(), () -> new GzipSource(streamed.open()));
            case RequestBody.Streamed streamed -> RequestBody.of(new GzipSource(streamed.open()));
        };
    }

    private static byte[] compressed(byte[] bytes) {
        var target = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (var gzip = new GZIPOutputStream(target)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return target.toByteArray();
    }

    /// What another source gives, compressed piece by piece.
    private static final class GzipSource implements BodySource {
        private static final int HEADER_BYTES = 10;

        private final BodySource plain;
        private final ByteArrayOutputStream target = new ByteArrayOutputStream();
        private final GZIPOutputStream gzip;
        private boolean isOver;

        GzipSource(BodySource plain) {
            this.plain = plain;
            try {
                this.gzip = new GZIPOutputStream(target);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public ByteBuffer read() throws IOException {
            boolean hasProgress = false;
            while (!hasProgress && !isOver) {
                ByteBuffer piece = plain.read();
                isOver = !piece.hasRemaining();
                if (isOver) {
                    gzip.finish();
                } else {
                    byte[] bytes = new byte[piece.remaining()];
                    piece.get(bytes);
                    gzip.write(bytes);
                }
                hasProgress = target.size() > HEADER_BYTES; // which alone is not worth a piece
            }
            ByteBuffer piece = ByteBuffer.wrap(target.toByteArray());
            target.reset();
            return piece;
        }

        @Override
        public void close() throws IOException {
            gzip.close();
            plain.close();
        }
    }
}
