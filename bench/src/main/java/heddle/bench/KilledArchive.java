package heddle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.Warcinfo;

/// WARC files that a job has left, read by jwarc. Each begins with its warcinfo; digests are checked; a revisit has
/// the payload of what it refers to; and each response has its request.
final class KilledArchive {
    private final Map<String, String> payloads = new HashMap<>();
    private final List<Map<String, String>> found = new ArrayList<>();
    private int requests;

    private KilledArchive() {}

    static List<Map<String, String>> read(Path folder) throws IOException {
        var archive = new KilledArchive();
        for (Path file : KilledFiles.in(folder, ".warc.gz")) {
            archive.readFile(file);
        }
        if (archive.requests != archive.found.size()) {
            throw new IOException(archive.requests + " requests to " + archive.found.size() + " responses");
        }
        return archive.found;
    }

    private void readFile(Path file) throws IOException {
        try (var reader = new WarcReader(file)) {
            reader.calculateBlockDigest();
            boolean isFirst = true;
            for (WarcRecord record : reader) {
                if (record instanceof Warcinfo != isFirst) {
                    throw new IOException(file + ": a warcinfo is missing or not the first");
                }
                isFirst = false;
                take(record);
            }
        }
    }

    private void take(WarcRecord record) throws IOException {
        switch (record) {
            case WarcResponse response -> {
                String payload =
                        KilledLines.sha256(response.http().body().stream().readAllBytes());
                payloads.put(response.id().toString(), payload);
                add(response.target(), response.http().status(), payload);
            }
            case WarcRevisit revisit -> {
                String payload = payloads.get(revisit.refersTo().orElseThrow().toString());
                if (payload == null) {
                    throw new IOException(revisit.target() + " is a revisit of nothing");
                }
                add(revisit.target(), revisit.http().status(), payload);
            }
            case WarcRequest _ -> requests++;
            default -> {}
        }
        var calculated = record.calculatedBlockDigest();
        boolean isWithout = record instanceof Warcinfo && record.blockDigest().isEmpty();
        if (!isWithout && (calculated.isEmpty() || !calculated.equals(record.blockDigest()))) {
            throw new IOException(record + " has no digest, or another than it says");
        }
    }

    private void add(String url, int status, String payload) {
        found.add(new HashMap<>(Map.of("url", url, "http_code", "" + status, "payload", payload)));
    }
}
