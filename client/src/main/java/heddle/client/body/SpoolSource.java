package heddle.client.body;

import heddle.async.spool.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// What a spool holds, from the beginning.
final class SpoolSource implements BodySource {
    private final InputStream stream;
    private final BodySource source;

    private SpoolSource(InputStream stream) {
        this.stream = stream;
        this.source = BodySource.of(stream);
    }

    static SpoolSource open(Spool spool) throws IOException {
        return new SpoolSource(spool.open());
    }

    @Override
    public ByteBuffer read() throws IOException {
        return source.read();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
