package heddle.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The outputs of a finished job, held against its list.
final class KilledOutputs {
    private final Path out;
    private final List<String> urls;
    private final CountedOrigin origin;
    private final Map<String, String> digests = new HashMap<>();

    KilledOutputs(Path out, List<String> urls, CountedOrigin origin) {
        this.out = out;
        this.urls = urls;
        this.origin = origin;
    }

    void check(KilledJob.Sink sink) throws Exception {
        String summary = Files.readString(out.resolve("summary.json"));
        expect(summary.contains("\"urls\" : " + urls.size() + ","), "summary.json does not count them all: " + summary);
        expect(summary.contains("\"complete\" : true"), "summary.json says that it is not complete: " + summary);
        if (sink != KilledJob.Sink.NONE) {
            List<Map<String, String>> results = lines("results.jsonl");
            checkOnce(results);
            checkFailed(results);
            checkBodies(results, sink == KilledJob.Sink.FILES);
        }
    }

    private void checkOnce(List<Map<String, String>> results) {
        Set<String> seen = new HashSet<>();
        for (Map<String, String> line : results) {
            expect(seen.add(line.getOrDefault("url", "")), line + " is there twice");
        }
        expect(
                seen.equals(new HashSet<>(urls)),
                "results.jsonl has %,d of %,d URLs".formatted(seen.size(), urls.size()));
    }

    private void checkFailed(List<Map<String, String>> results) throws IOException {
        List<Map<String, String>> failed = results.stream()
                .filter(line -> line.getOrDefault("outcome", "").equals("failed"))
                .toList();
        expect(!failed.isEmpty() && lines("failed.jsonl").equals(failed), "failed.jsonl is not what results.jsonl has");
    }

    private void checkBodies(List<Map<String, String>> results, boolean areKept) throws Exception {
        Set<Path> named = new HashSet<>();
        for (Map<String, String> line : results) {
            if (line.getOrDefault("http_code", "").equals("200")) {
                String digest = digest(line.getOrDefault("url", ""));
                expect(digest.equals(line.get("sha256")), line + " has another digest than " + digest);
                if (areKept) {
                    Path file = out.resolve(line.getOrDefault("file", ""));
                    expect(sha256(Files.readAllBytes(file)).equals(digest), file + " is not the body");
                }
            }
            if (line.containsKey("file")) {
                named.add(out.resolve(line.getOrDefault("file", "")));
            }
        }
        if (areKept) {
            try (Stream<Path> files = Files.walk(out.resolve("bodies"))) {
                expect(files.filter(Files::isRegularFile).allMatch(named::contains), "a body has no line");
            }
        }
    }

    /// Asks for the body once more, without the name of the job, so that it is not counted as the job's.
    private String digest(String url) throws Exception {
        String plain = url.substring(0, url.indexOf('?'));
        String known = digests.get(plain);
        if (known == null) {
            expect(plain.startsWith(origin.url()), url + " cannot have been fetched");
            try (InputStream body = URI.create(plain).toURL().openStream()) {
                known = sha256(body.readAllBytes());
            }
            digests.put(plain, known);
        }
        return known;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /// Each line as the members of its object; a torn one does not parse.
    private List<Map<String, String>> lines(String name) throws IOException {
        String text = Files.readString(out.resolve(name));
        expect(text.endsWith("\n"), name + " ends within a line");
        List<Map<String, String>> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(members(line));
        }
        return lines;
    }

    private static Map<String, String> members(String line) throws IOException {
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

    private void expect(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(out + ": " + otherwise);
        }
    }
}
