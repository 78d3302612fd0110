package heddle.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Inputs that cannot be written by hand: bodies in every coding.
final class MadeSeeds {
    private static final List<byte[]> TEXTS = List.of(
            new byte[0],
            "hello".getBytes(UTF_8),
            "the same, the same, the same, and the same ".repeat(20).getBytes(UTF_8),
            new byte[10_000]);

    private MadeSeeds() {}

    /// Those of a target; none for most.
    static List<byte[]> of(Target target) throws IOException {
        return switch (target.name()) {
            case "Decoding" -> coded();
            case "Response", "Exchange" -> responses();
            default -> List.of();
        };
    }

    private static List<byte[]> coded() throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (int choice = 0; choice < DecodingTarget.CODINGS.size(); choice++) {
            for (byte[] text : TEXTS) {
                seeds.add(joined(new byte[] {(byte) choice}, coded(text, DecodingTarget.CODINGS.get(choice))));
            }
        }
        byte[] member = coded("hello".getBytes(UTF_8), List.of("gzip"));
        seeds.add(joined(new byte[1], member, member));
        return seeds;
    }

    private static List<byte[]> responses() throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (List<String> codings : DecodingTarget.CODINGS) {
            String head = "0HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n".formatted(String.join(", ", codings));
            seeds.add(joined(head.getBytes(UTF_8), coded(TEXTS.get(1), codings)));
        }
        return seeds;
    }

    private static byte[] coded(byte[] text, List<String> codings) throws IOException {
        byte[] coded = text;
        for (String coding : codings) {
            coded = coded(coded, coding);
        }
        return coded;
    }

    private static byte[] coded(byte[] text, String coding) throws IOException {
        return switch (coding) {
            case "gzip" -> through(text, GZIPOutputStream::new);
            case "deflate" -> through(text, DeflaterOutputStream::new);
            case "br" -> {
                Brotli4jLoader.ensureAvailability();
                yield Encoder.compress(text);
            }
            case "zstd" -> Zstd.compress(text);
            default -> text;
        };
    }

    private interface Opening {
        OutputStream open(OutputStream below) throws IOException;
    }

    private static byte[] through(byte[] text, Opening coding) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream coder = coding.open(bytes)) {
            coder.write(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
