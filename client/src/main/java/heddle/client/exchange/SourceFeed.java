package heddle.client.exchange;

import heddle.client.body.BodySource;
import heddle.client.body.RequestBody;
import heddle.client.wire.Transfer;
import heddle.http.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a source gives: as it is where its length was announced, or the version of HTTP frames pieces; else in chunks
/// (RFC 9112, 7.1), behind which trailers may come.
final class SourceFeed implements Feed {
    private static final byte[] NOTHING = {};

    private final RequestBody body;
    private final BodySource source;
    private final Transfer transfer;
    private ByteBuffer piece = ByteBuffer.wrap(NOTHING);

    SourceFeed(RequestBody body, Transfer transfer) {
        this.body = body;
        this.source = body.open();
        this.transfer = transfer;
    }

    @Override
    public int next() throws IOException {
        piece = source.read();
        transfer.signal().bodySent(piece);
        return piece.remaining();
    }

    @Override
    public void send() {
        transfer.write(isChunked() ? chunk() : bytes());
    }

    @Override
    public void sendLast() {
        if (body.length().isPresent()) {
            transfer.writeLast(bytes());
            return;
        }
        Headers trailers = body instanceof RequestBody.Streamed streamed ? streamed.trailers() : Headers.empty();
        TrailerRules.check(trailers);
        if (isChunked()) {
            transfer.writeLast(lastChunk(trailers));
        } else if (trailers.isEmpty()) {
            transfer.writeLast(NOTHING);
        } else {
            transfer.writeTrailers(trailers);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean isChunked() {
        return body.length().isEmpty() && !transfer.framesPieces();
    }

    private static byte[] lastChunk(Headers trailers) {
        var lines = new StringBuilder("0\r\n");
        trailers.forEach(field ->
                lines.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        return lines.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes() {
        var bytes = new byte[piece.remaining()];
        piece.get(bytes);
        return bytes;
    }

    private byte[] chunk() {
        int length = piece.remaining();
        byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var chunk = new byte[size.length + length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        piece.get(chunk, size.length, length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }
}
