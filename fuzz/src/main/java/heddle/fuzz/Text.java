package heddle.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;

/// Text of any bytes: UTF-8 is read as such, and each byte that is none becomes half of a surrogate pair, so that
/// texts which no charset can write are among the inputs, too.
final class Text {
    private static final int SURROGATES = 0xD780;

    private Text() {}

    static String of(byte[] bytes) {
        var decoder = UTF_8.newDecoder();
        var input = ByteBuffer.wrap(bytes);
        var text = CharBuffer.allocate(bytes.length);
        while (input.hasRemaining()) {
            CoderResult result = decoder.decode(input, text, true);
            for (int i = 0; result.isMalformed() && i < result.length(); i++) {
                text.put((char) (SURROGATES + (input.get() & 0xFF)));
            }
        }
        return text.flip().toString();
    }
}
