package heddle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Tar files that a job has left, unpacked by the system's tar.
final class KilledTars {
    private KilledTars() {}

    static List<Map<String, String>> read(Path folder) throws IOException {
        List<Map<String, String>> found = new ArrayList<>();
        for (Path file : KilledFiles.in(folder, ".tar")) {
            Path unpacked = Files.createTempDirectory(folder.getParent(), "unpacked");
            unpack(file, unpacked);
            found.addAll(samples(unpacked));
        }
        return found;
    }

    private static void unpack(Path file, Path folder) throws IOException {
        try {
            Process tar = new ProcessBuilder("tar", "-xf", file.toString(), "-C", folder.toString())
                    .inheritIO()
                    .start();
            if (tar.waitFor() != 0) {
                throw new IOException("tar cannot read " + file);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static List<Map<String, String>> samples(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> unpacked = Files.list(folder)) {
            files = unpacked.sorted().toList();
        }
        List<Map<String, String>> found = new ArrayList<>();
        for (Path json : files) {
            String name = json.getFileName().toString();
            if (name.matches("[0-9]+[.]json")) {
                Map<String, String> sample =
                        KilledLines.members(Files.readString(json, UTF_8).strip());
                String key = name.substring(0, name.indexOf('.') + 1);
                List<Path> bodies = files.stream()
                        .filter(file -> file.getFileName().toString().startsWith(key) && !file.equals(json))
                        .toList();
                if (bodies.size() != 1) {
                    throw new IOException(json + " has " + bodies.size() + " bodies");
                }
                sample.put("payload", KilledLines.sha256(Files.readAllBytes(bodies.getFirst())));
                found.add(sample);
            }
        }
        return found;
    }
}
