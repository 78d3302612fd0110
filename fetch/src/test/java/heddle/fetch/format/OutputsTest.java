package heddle.fetch.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.JsonLines;
import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import heddle.fetch.output.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All outputs at once keep the contract of one.
class OutputsTest extends SinkContract {
    @Override
    protected Sink open(Path folder, Kept kept, Disk disk) throws IOException {
        return Outputs.of(Format.values()).open(folder, kept, disk);
    }

    @Override
    protected List<String> urls(Path folder) throws Exception {
        List<String> urls = new ArrayList<>();
        List<Map<String, String>> failed = new ArrayList<>();
        for (Map<String, String> line : JsonLines.of(folder.resolve("results.jsonl"))) {
            urls.add(line.getOrDefault("url", ""));
            if (line.containsKey("file")) {
                Path body = folder.resolve(line.getOrDefault("file", ""));
                assertThat(JsonLines.sha256(Files.readAllBytes(body))).isEqualTo(line.get("sha256"));
            } else {
                failed.add(line);
            }
        }
        assertThat(JsonLines.of(folder.resolve("failed.jsonl"))).isEqualTo(failed);
        return urls;
    }

    /// Each output alone is ended at every call, by its own test.
    @Override
    protected int callsFromEndToEnd() {
        return 5;
    }

    @Test
    void no_format_keeps_nothing_and_makes_no_folder(@TempDir Path folder) throws Exception {
        Outputs.of().open(folder.resolve("out")).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_second_run_finds_the_outputs_as_the_first_has_them(@TempDir Path folder) throws Exception {
        try (Sink first = open(folder, Kept.NOTHING, Disk.LOCAL)) {
            assertThatThrownBy(() -> open(folder, Kept.NOTHING, Disk.LOCAL))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("another run is writing it");
            assertThat(first.boundary().sync()).isNotEmpty();
        }
    }

    @Test
    void lines_come_with_bodies_once(@TempDir Path folder) throws Exception {
        Outputs.of(Format.FILES).open(folder).close();
        assertThat(folder.resolve("results.jsonl")).exists();
        Path other = folder.resolve("zipped");
        Outputs.of(Format.FILES, Format.JSONL_GZ).open(other).close();
        assertThat(other.resolve("results.jsonl")).doesNotExist();
        assertThat(other.resolve("results.jsonl.gz")).exists();
    }
}
