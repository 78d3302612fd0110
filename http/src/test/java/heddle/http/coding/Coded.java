package heddle.http.coding;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bodies in their codings, made by the JDK's encoders, and a reader that feeds them in pieces.
final class Coded {
    private Coded() {}

    interface Encoder {
        OutputStream over(OutputStream target) throws IOException;
    }

    static byte[] gzip(byte[] plain) {
        return encode(plain, GZIPOutputStream::new);
    }

    static byte[] zlib(byte[] plain) {
        return encode(plain, DeflaterOutputStream::new);
    }

    static byte[] rawDeflate(byte[] plain) {
        return encode(plain, target -> new DeflaterOutputStream(target, new Deflater(6, true)));
    }

    static byte[] brotli(byte[] plain) {
        assumeThat(NativeCoding.BROTLI.isThere())
                .as("brotli4j has no native build for this machine among the jars")
                .isTrue();
        Brotli4jLoader.ensureAvailability();
        try {
            return com.aayushatharva.brotli4j.encoder.Encoder.compress(
                    plain, new com.aayushatharva.brotli4j.encoder.Encoder.Parameters().setQuality(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zstd(byte[] plain) {
        assumeThat(NativeCoding.ZSTD.isThere())
                .as("zstd-jni has no native build for this machine")
                .isTrue();
        return Zstd.compress(plain);
    }

    private static byte[] encode(byte[] plain, Encoder encoder) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoder.over(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    static byte[] decode(byte[] body, String... codings) {
        return decode(body, DecodingLimits.defaults(), body.length + 1, 4096, codings);
    }

    /// Feeds pieces of `fedBytes` and reads pieces of `readBytes`.
    static byte[] decode(byte[] body, DecodingLimits limits, int fedBytes, int readBytes, String... codings) {
        var plain = new ByteArrayOutputStream();
        byte[] buffer = new byte[readBytes];
        try (var decoder = ContentDecoder.open(List.of(codings), limits)) {
            for (int offset = 0; offset < body.length; offset += fedBytes) {
                decoder.feed(body, offset, Math.min(fedBytes, body.length - offset));
                drain(decoder, buffer, plain);
            }
            decoder.finish();
            int last = drain(decoder, buffer, plain);
            if (last != ContentDecoder.END) {
                throw new AssertionError("starved after the end of the body");
            }
        }
        return plain.toByteArray();
    }

    private static int drain(ContentDecoder decoder, byte[] buffer, ByteArrayOutputStream plain) {
        int count;
        while ((count = decoder.read(buffer, 0, buffer.length)) > 0) {
            plain.write(buffer, 0, count);
        }
        return count;
    }
}
