package heddle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Lines of JSON that a job has left. A torn one does not parse.
final class KilledLines {
    private KilledLines() {}

    static List<Map<String, String>> plain(Path file) throws IOException {
        return of(file, Files.readAllBytes(file));
    }

    static List<Map<String, String>> gzip(Path file) throws IOException {
        try (InputStream coded = new GZIPInputStream(Files.newInputStream(file))) {
            return of(file, coded.readAllBytes());
        }
    }

    static List<Map<String, String>> zstd(Path file) throws IOException {
        try (InputStream coded = new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return of(file, coded.readAllBytes());
        }
    }

    /// With the digests of the files that they name.
    static List<Map<String, String>> withBodies(Path out) throws IOException {
        Path lines = out.resolve("results.jsonl");
        List<Map<String, String>> results = Files.exists(lines) ? plain(lines) : gzip(out.resolve("results.jsonl.gz"));
        for (Map<String, String> line : results) {
            if (line.containsKey("file")) {
                line.put("payload", sha256(Files.readAllBytes(out.resolve(line.getOrDefault("file", "")))));
            }
        }
        return results;
    }

    private static List<Map<String, String>> of(Path file, byte[] bytes) throws IOException {
        String text = new String(bytes, UTF_8);
        if (!text.endsWith("\n")) {
            throw new IOException(file + " ends within a line");
        }
        List<Map<String, String>> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(members(line));
        }
        return lines;
    }

    static Map<String, String> members(String line) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, json.getText());
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new IOException("not one object: " + line);
            }
        }
        return members;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
