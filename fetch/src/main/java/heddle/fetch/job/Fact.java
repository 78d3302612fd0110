package heddle.fetch.job;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Something that makes a job the job it is. When it changes, what was done no longer counts.
///
/// @param name  for people: "list", "format"
/// @param shown for people: what it is
/// @param key   two facts of this name are the same when their keys are
public record Fact(String name, String shown, String key) {
    private static final int SAMPLES = 64;
    private static final int SAMPLE_BYTES = 16 * 1024;

    /// A list in a file: known by its size and by samples from all over it, not by its name or its age, so that it
    /// may be copied or touched. An edit of the same length between two samples goes unnoticed; it cannot move any
    /// other line.
    public static Fact list(String name, Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long size = bytes.length();
            MessageDigest digest = sha256();
            byte[] sample = new byte[SAMPLE_BYTES];
            for (int i = 0; i < SAMPLES; i++) {
                bytes.seek(Math.max(0, size - SAMPLE_BYTES) * i / (SAMPLES - 1));
                digest.update(sample, 0, Math.max(0, bytes.read(sample)));
            }
            return new Fact(name, "%s of %,d bytes".formatted(file, size), size + " " + hex(digest));
        }
    }

    /// A list that was given word by word.
    public static Fact list(String name, List<String> urls) {
        MessageDigest digest = sha256();
        urls.forEach(url -> update(digest, url));
        return new Fact(name, urls.size() == 1 ? urls.getFirst() : urls.size() + " URLs", hex(digest));
    }

    /// An option that shapes what comes out, or a list that is a stream: the job folder tells whether that is the
    /// same.
    public static Fact option(String name, String value) {
        return new Fact(name, value, value);
    }

    /// Options of which only a digest is kept, because they may hold secrets.
    public static Fact hidden(String name, List<String> values) {
        MessageDigest digest = sha256();
        values.forEach(value -> update(digest, value));
        return new Fact(name, values.isEmpty() ? "none" : values.size() + " given", hex(digest));
    }

    /// Each text with its length, so that no two lists of texts look alike.
    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
