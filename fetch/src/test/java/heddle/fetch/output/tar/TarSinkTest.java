package heddle.fetch.output.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.fetch.JsonLines;
import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Page;
import heddle.fetch.output.Sink;
import heddle.fetch.output.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Read back by the system's tar.
class TarSinkTest extends SinkContract {
    private static final long SEGMENT_BYTES = 20_000;

    @BeforeAll
    static void requireTar() {
        assumeTrue(Files.isExecutable(Path.of("/bin/tar")), "there is no /bin/tar to read the files");
    }

    @Override
    protected Sink open(Path folder, Kept kept, Disk disk) throws IOException {
        return TarSink.open(folder, SEGMENT_BYTES, kept, disk);
    }

    @Override
    protected boolean takes(Page page) {
        return !page.isFailed();
    }

    @Override
    protected List<String> urls(Path folder) throws Exception {
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
                assertThat(body).hasBinaryContent(Page.of(url).body());
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

    @Test
    void bodies_are_called_by_their_types() {
        assertThat(Suffix.of(Optional.of("image/JPEG"))).isEqualTo("jpg");
        assertThat(Suffix.of(Optional.of("text/html; charset=utf-8"))).isEqualTo("html");
        assertThat(Suffix.of(Optional.of("application/json"))).isEqualTo("body.json");
        assertThat(Suffix.of(Optional.of("../../etc/passwd"))).isEqualTo("bin");
        assertThat(Suffix.of(Optional.empty())).isEqualTo("bin");
    }

    @Test
    void sizes_beyond_the_octal_digits_are_binary() {
        byte[] head = TarEntry.head("a", 1L << 35, 0);
        assertThat(head[124]).isEqualTo((byte) 0x80);
        assertThat(head[131]).isEqualTo((byte) 8);
    }
}
