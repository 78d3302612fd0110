package heddle.fetch.output.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.fetch.JsonLines;
import heddle.fetch.output.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Tar files, read back by the system's tar.
public final class Archives {
    private Archives() {}

    public static void requireTar() {
        assumeTrue(Files.isExecutable(Path.of("/bin/tar")), "there is no /bin/tar to read the files");
    }

    /// The URLs of the samples in the segments below a folder, whose bodies are compared with what they should be.
    public static List<String> urls(Path folder) throws Exception {
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        List<String> urls = new ArrayList<>();
        try (Stream<Path> segments = Files.list(folder.resolve("tar"))) {
            for (Path segment : segments.sorted().toList()) {
                unpack(segment, unpacked);
                urls.addAll(samples(unpacked));
            }
        }
        Files.delete(unpacked);
        return urls;
    }

    private static void unpack(Path segment, Path unpacked) throws Exception {
        Process tar = new ProcessBuilder("/bin/tar", "-xf", segment.toString(), "-C", unpacked.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), UTF_8);
        assertThat(tar.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(tar.exitValue()).isZero();
    }

    /// And deletes them.
    private static List<String> samples(Path unpacked) throws IOException {
        List<String> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(unpacked)) {
            for (Path json :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                String url = JsonLines.object(Files.readString(json)).getOrDefault("url", "");
                Path body = unpacked.resolve(json.getFileName().toString().replace(".json", ".html"));
                assertThat(Files.readAllBytes(body)).isEqualTo(Page.of(url).body());
                assertThat(json.getFileName())
                        .hasToString("%09d.json".formatted(Page.of(url).number()));
                Files.delete(json);
                Files.delete(body);
                urls.add(url);
            }
        }
        assertThat(unpacked).isEmptyDirectory();
        return urls;
    }
}
