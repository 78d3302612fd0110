package heddle.server.origin;

import heddle.server.BodyWriter;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.server.ServerRequest;
import java.util.Arrays;
import java.util.SplittableRandom;

/// `/bytes/{n}`: a block of 64 KiB of noise, over and over, cut after n bytes. So byte i is the same for every n,
/// and no coding makes the body smaller.
final class BytesRoute implements Handler {
    private static final long BYTES_MAX = 1L << 50;
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final byte[] BLOCK = new byte[BLOCK_BYTES];

    static {
        new SplittableRandom(42).nextBytes(BLOCK);
    }

    @Override
    public Reply handle(ServerRequest request) {
        long count = request.parameterNumber("n", 0, BYTES_MAX);
        if (count <= BLOCK_BYTES) {
            return Reply.bytes("application/octet-stream", Arrays.copyOf(BLOCK, (int) count));
        }
        return Reply.stream("application/octet-stream", count, writer -> write(writer, count));
    }

    private static void write(BodyWriter writer, long count) {
        for (long left = count; left > 0; left -= BLOCK_BYTES) {
            writer.write(BLOCK, 0, (int) Math.min(left, BLOCK_BYTES));
        }
    }
}
