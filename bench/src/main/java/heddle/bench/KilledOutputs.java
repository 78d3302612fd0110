package heddle.bench;

import heddle.bench.KilledSink.Outcomes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    void check(KilledSink sink) throws Exception {
        String summary = Files.readString(out.resolve("summary.json"));
        expect(summary.contains("\"urls\" : " + urls.size() + ","), "summary.json does not count them all: " + summary);
        expect(summary.contains("\"complete\" : true"), "summary.json says that it is not complete: " + summary);
        if (sink.outcomes() == Outcomes.NONE) {
            return;
        }
        Set<String> failed = failed();
        for (KilledSink part : sink.parts()) {
            List<Map<String, String>> found = part.read(out);
            checkOnce(part, found, failed);
            checkDigests(part, found);
            checkBodies(part, found);
        }
    }

    /// The URLs of `failed.jsonl`, each there once.
    private Set<String> failed() throws IOException {
        List<Map<String, String>> lines = KilledLines.plain(out.resolve("failed.jsonl"));
        Set<String> failed =
                lines.stream().map(line -> line.getOrDefault("url", "")).collect(Collectors.toSet());
        Set<String> expected =
                urls.stream().filter(url -> origin.byAddress(url).isEmpty()).collect(Collectors.toSet());
        expect(lines.size() == failed.size(), "failed.jsonl has a URL twice");
        expect(failed.equals(expected), "failed.jsonl has other URLs than failed");
        return failed;
    }

    private void checkOnce(KilledSink part, List<Map<String, String>> found, Set<String> failed) {
        Set<String> expected = new HashSet<>(urls);
        if (part.outcomes() == Outcomes.FETCHED) {
            expected.removeAll(failed);
        }
        Set<String> seen = new HashSet<>();
        for (Map<String, String> outcome : found) {
            expect(seen.add(outcome.getOrDefault("url", "")), outcome + " is there twice, in " + part);
        }
        expect(seen.equals(expected), "%s has %,d of %,d URLs".formatted(part.word(), seen.size(), expected.size()));
    }

    private void checkDigests(KilledSink part, List<Map<String, String>> found) throws Exception {
        for (Map<String, String> outcome : found) {
            if (outcome.getOrDefault("http_code", "").equals("200")) {
                String digest = digest(outcome.getOrDefault("url", ""));
                for (String member : List.of("sha256", "payload")) {
                    String absent = part.digests().contains(member) ? "none" : digest;
                    expect(
                            digest.equals(outcome.getOrDefault(member, absent)),
                            outcome + " has not " + digest + " as " + member + ", in " + part);
                }
            }
        }
    }

    /// Where bodies are files, each has its line.
    private void checkBodies(KilledSink part, List<Map<String, String>> found) throws IOException {
        if (part == KilledSink.FILES) {
            Set<Path> named = found.stream()
                    .filter(line -> line.containsKey("file"))
                    .map(line -> out.resolve(line.getOrDefault("file", "")))
                    .collect(Collectors.toSet());
            try (Stream<Path> files = Files.walk(out.resolve("bodies"))) {
                expect(files.filter(Files::isRegularFile).allMatch(named::contains), "a body has no line");
            }
        }
    }

    /// Asks for the body once more, without the name of the job, so that it is not counted as the job's.
    private String digest(String url) throws Exception {
        String there = origin.byAddress(url).orElse("");
        expect(!there.isEmpty(), url + " cannot have been fetched");
        String plain = there.substring(0, there.indexOf('?'));
        String known = digests.get(plain);
        if (known == null) {
            try (InputStream body = URI.create(plain).toURL().openStream()) {
                known = KilledLines.sha256(body.readAllBytes());
            }
            digests.put(plain, known);
        }
        return known;
    }

    private void expect(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(out + ": " + otherwise);
        }
    }
}
