package heddle.websocket.frame;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.IntSupplier;

/// Masks that nobody can foresee (RFC 6455, 10.3), got in bulk. Calls exclude each other.
public final class MaskSource implements IntSupplier {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BULK = 256;

    private final byte[] bytes = new byte[BULK];
    private final ByteBuffer left = ByteBuffer.wrap(bytes).limit(0);

    @Override
    public int getAsInt() {
        if (!left.hasRemaining()) {
            RANDOM.nextBytes(bytes);
            left.clear();
        }
        return left.getInt();
    }
}
