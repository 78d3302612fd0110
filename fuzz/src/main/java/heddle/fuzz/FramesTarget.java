package heddle.fuzz;

import heddle.async.stream.ByteSource;
import heddle.websocket.frame.FrameHeader;
import heddle.websocket.frame.FrameReader;
import heddle.websocket.frame.WireFault;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// Frames of a WebSocket: the first byte says who sends them, and whether they may be compressed, the rest is frames.
///
/// They are frames to the end of the bytes, or a [WireFault] says what they are; none is larger than the limit, and
/// control frames are short and whole. They are the same wherever they are cut.
public final class FramesTarget {
    private static final long FRAME_BYTES_MAX = 1000;
    private static final int CONTROL_BYTES_MAX = 125;

    private FramesTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] frames = Arrays.copyOfRange(input, 1, input.length);
        String whole = read(List.of(frames), input[0]);
        for (List<byte[]> pieces : Cuts.of(frames)) {
            BrokenClaim.unlessEqual(read(pieces, input[0]), whole, "cuts do not change frames");
        }
    }

    private static String read(List<byte[]> pieces, int choice) {
        var sender = (choice & 1) == 0 ? FrameReader.Sender.SERVER : FrameReader.Sender.CLIENT;
        var reader = new FrameReader(new PieceSource(pieces), sender, (choice & 2) == 2, FRAME_BYTES_MAX);
        var text = new StringBuilder();
        try {
            while (true) {
                FrameHeader header = reader.header();
                text.append('\n').append(header).append(' ');
                check(header);
                while (!reader.isTaken()) {
                    append(text, reader.piece());
                }
            }
        } catch (EOFException _) {
            return text.append("\nend").toString();
        } catch (WireFault fault) {
            return text.append('\n').append(fault.failure().getMessage()).toString();
        } catch (IOException impossible) {
            throw BrokenClaim.by(impossible, "bytes in memory can be read");
        }
    }

    private static void check(FrameHeader header) {
        BrokenClaim.unless(
                header.length() >= 0 && header.length() <= FRAME_BYTES_MAX,
                "a frame keeps within its limit: %s",
                header);
        boolean isControl = header.isControl();
        BrokenClaim.unless(
                !isControl || (header.length() <= CONTROL_BYTES_MAX && header.isLast()),
                "a control frame is short and whole: %s",
                header);
    }

    private static void append(StringBuilder text, ByteBuffer piece) {
        BrokenClaim.unless(piece.hasRemaining(), "no piece is empty");
        while (piece.hasRemaining()) {
            text.append(piece.get()).append(',');
        }
    }

    /// Bytes that are there.
    private static final class PieceSource implements ByteSource {
        private final Queue<byte[]> pieces;

        PieceSource(List<byte[]> pieces) {
            this.pieces = new ArrayDeque<>(pieces.stream()
                    .filter(piece -> piece.length > 0)
                    .map(byte[]::clone)
                    .toList());
        }

        @Override
        public ByteBuffer read() {
            byte[] next = pieces.poll();
            return ByteBuffer.wrap(next == null ? new byte[0] : next);
        }
    }
}
