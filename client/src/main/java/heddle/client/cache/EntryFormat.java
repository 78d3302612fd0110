package heddle.client.cache;

import heddle.client.cache.CachedResponse.Moments;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A stored response as the bytes of a file: a mark, the checksum of the rest, and the parts one after the other, texts
/// with their length before them. What is cut or changed is no entry.
final class EntryFormat {
    private static final int MARK = 0x48444C32;

    private EntryFormat() {}

    static byte[] write(CachedResponse response) {
        var bytes = new ByteArrayOutputStream(response.body().length + 1024);
        try (var parts = new DataOutputStream(bytes)) {
            parts.writeInt(MARK);
            parts.writeInt(0);
            writeText(parts, response.key());
            parts.writeShort(response.status().code());
            writeText(parts, response.status().reason());
            writeMoment(parts, response.when().requested());
            writeMoment(parts, response.when().received());
            writeSelection(parts, response.selection());
            writeHeaders(parts, response.headers());
            parts.writeInt(response.body().length);
            parts.write(response.body());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] all = bytes.toByteArray();
        int sum = checksum(all);
        for (int i = 0; i < 4; i++) {
            all[4 + i] = (byte) (sum >>> (24 - 8 * i));
        }
        return all;
    }

    private static void writeText(DataOutputStream parts, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parts.writeInt(bytes.length);
        parts.write(bytes);
    }

    private static String readText(DataInputStream parts) throws IOException {
        return new String(parts.readNBytes(parts.readInt()), StandardCharsets.UTF_8);
    }

    private static void writeMoment(DataOutputStream parts, Instant moment) throws IOException {
        parts.writeLong(moment.getEpochSecond());
        parts.writeInt(moment.getNano());
    }

    private static void writeSelection(DataOutputStream parts, Selection selection) throws IOException {
        parts.writeShort(selection.digests().size());
        for (Map.Entry<String, String> field : selection.digests().entrySet()) {
            writeText(parts, field.getKey());
            writeText(parts, field.getValue());
        }
    }

    private static void writeHeaders(DataOutputStream parts, Headers headers) throws IOException {
        parts.writeShort(headers.size());
        for (Headers.Field field : headers) {
            writeText(parts, field.name());
            writeText(parts, field.value());
        }
    }

    /// The response that was written so; empty for any other bytes.
    static Optional<CachedResponse> read(byte[] bytes) {
        try (var parts = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (parts.readInt() != MARK || parts.readInt() != checksum(bytes)) {
                return Optional.empty();
            }
            String key = readText(parts);
            int code = parts.readUnsignedShort();
            Status status = Status.of(code, readText(parts));
            var when = new Moments(readMoment(parts), readMoment(parts));
            Selection selection = readSelection(parts);
            Headers headers = readHeaders(parts);
            byte[] body = parts.readNBytes(parts.readInt());
            return Optional.of(new CachedResponse(key, selection, status, headers, body, when));
        } catch (IOException | IllegalArgumentException | HttpException wrong) {
            return Optional.empty();
        }
    }

    private static Instant readMoment(DataInputStream parts) throws IOException {
        return Instant.ofEpochSecond(parts.readLong(), parts.readInt());
    }

    private static Selection readSelection(DataInputStream parts) throws IOException {
        var digests = new LinkedHashMap<String, String>();
        for (int left = parts.readUnsignedShort(); left > 0; left--) {
            digests.put(readText(parts), readText(parts));
        }
        return new Selection(digests);
    }

    private static Headers readHeaders(DataInputStream parts) throws IOException {
        var headers = Headers.builder();
        for (int left = parts.readUnsignedShort(); left > 0; left--) {
            headers.add(readText(parts), readText(parts));
        }
        return headers.build();
    }

    /// Of what follows mark and checksum.
    private static int checksum(byte[] bytes) {
        var sum = new CRC32C();
        int begin = Math.min(8, bytes.length);
        sum.update(bytes, begin, bytes.length - begin);
        return (int) sum.getValue();
    }
}
