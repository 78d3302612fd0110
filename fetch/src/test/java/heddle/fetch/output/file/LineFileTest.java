package heddle.fetch.output.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.OutputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    private Path folder;

    @Test
    void lines_of_many_threads_are_all_there_and_whole() throws Exception {
        Path path = folder.resolve("lines");
        try (LineFile file = open("lines")) {
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                int first = writer * 10_000;
                threads.add(Thread.ofVirtual().start(() -> appendUnchecked(file, first)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(Files.readAllLines(path).stream().sorted())
                .containsExactlyElementsOf(IntStream.range(0, 80_000)
                        .mapToObj(LineFileTest::line)
                        .sorted()
                        .toList());
    }

    @Test
    void a_line_larger_than_a_block_is_written() throws Exception {
        Path path = folder.resolve("lines");
        byte[] large = "x".repeat(1_000_000).getBytes(UTF_8);
        try (LineFile file = open("lines")) {
            file.append(new byte[] {'a'}, 1);
            file.append(large, large.length);
            file.append(new byte[] {'b'}, 1);
        }
        assertThat(Files.size(path)).isEqualTo(1_000_002);
    }

    @Test
    void an_interrupted_thread_completes_the_file_all_the_same() throws Exception {
        Path path = folder.resolve("lines");
        try (LineFile file = open("lines")) {
            Thread.currentThread().interrupt();
            append(file, 0, 100_000);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readAllLines(path)).hasSize(100_000);
    }

    @Test
    void what_an_earlier_run_left_is_gone() throws Exception {
        Path path = Files.writeString(folder.resolve("lines"), "old\n");
        try (LineFile file = open("lines")) {
            file.append("new".getBytes(UTF_8), 3);
        }
        assertThat(path).hasContent("new");
    }

    @Test
    void a_second_run_on_the_same_file_is_refused() throws Exception {
        Path path = folder.resolve("lines");
        try (LineFile file = open("lines")) {
            file.append("kept".getBytes(UTF_8), 4);
            assertThatThrownBy(() -> open("lines"))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("cannot write " + path + ": another run is writing it");
        }
        assertThat(path).hasContent("kept");
    }

    @Test
    void a_folder_that_is_missing_is_named() {
        Path path = folder.resolve("missing/lines");
        assertThatThrownBy(() -> open("missing/lines"))
                .isInstanceOfSatisfying(
                        OutputException.class, e -> assertThat(e.path()).isEqualTo(path))
                .hasMessageStartingWith("cannot write " + path);
    }

    @Test
    @EnabledIf("hasFullDevice")
    void a_full_disk_is_reported_and_nobody_waits_for_ever() {
        assertThatThrownBy(() -> {
                    try (LineFile file = open("/dev/full")) {
                        append(file, 0, 1_000_000);
                    }
                })
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("/dev/full")
                .hasMessageContaining("No space left");
    }

    private LineFile open(String name) throws OutputException {
        return LineFile.open(folder, name, Coding.PLAIN, Kept.NOTHING, Disk.LOCAL);
    }

    static boolean hasFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    private static void appendUnchecked(LineFile file, int first) {
        try {
            append(file, first, 10_000);
        } catch (OutputException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(LineFile file, int first, int count) throws OutputException {
        for (int number = first; number < first + count; number++) {
            byte[] bytes = (line(number) + "\n").getBytes(UTF_8);
            file.append(bytes, bytes.length);
        }
    }

    private static String line(int number) {
        return "line " + number;
    }
}
