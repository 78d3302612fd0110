package heddle.async.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.task.CancelledException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where bytes wait, and what becomes of the file.
class SpoolTest {
    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(Spool spool) throws IOException {
        try (InputStream in = spool.open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void what_is_little_stays_in_memory() throws Exception {
        Async.run(() -> {
            try (var spool = Spool.of(4)) {
                spool.write(utf8("ab"));
                spool.write(utf8("cd"));
                assertThat(spool.isOnDisk()).isFalse();
                assertThat(spool).hasToString("Spool[4 bytes, in memory]");
                assertThat(text(spool)).isEqualTo("abcd");
            }
        });
    }

    @Test
    void what_is_more_goes_to_a_file_that_ends_with_the_spool() throws Exception {
        Async.run(() -> {
            Path file;
            try (var spool = Spool.of(4)) {
                spool.write(utf8("abc"));
                spool.write(utf8("de"));
                spool.writeAll(new ByteArrayInputStream(utf8("fgh")));
                assertThat(spool).hasToString("Spool[8 bytes, on disk]");
                assertThat(text(spool)).isEqualTo("abcdefgh");
                assertThat(text(spool)).as("read again").isEqualTo("abcdefgh");
                file = spool.file().orElseThrow();
                assertThat(file).exists();
            }
            assertThat(file).doesNotExist();
        });
    }

    @Test
    void what_is_moved_stays(@TempDir Path folder) throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "old");
        for (String text : new String[] {"ab", "abcdef"}) {
            Async.run(() -> {
                try (var spool = Spool.of(4)) {
                    spool.write(utf8(text));
                    spool.moveTo(target);
                    assertThat(text(spool)).isEqualTo(text);
                }
            });
            assertThat(target).hasContent(text);
        }
    }

    @Test
    void who_is_cancelled_writes_and_moves_nothing(@TempDir Path folder) throws Exception {
        Path target = folder.resolve("target");
        Async.run(() -> TaskGroup.run(group -> {
            try (var spool = Spool.of(1)) {
                spool.write(utf8("a"));
                group.cancel();
                assertThatThrownBy(() -> spool.write(utf8("b"))).isInstanceOf(CancelledException.class);
                assertThatThrownBy(() -> spool.writeAll(new ByteArrayInputStream(utf8("c"))))
                        .isInstanceOf(CancelledException.class);
                assertThatThrownBy(() -> spool.moveTo(target)).isInstanceOf(CancelledException.class);
                assertThat(text(spool)).isEqualTo("a");
                assertThat(spool.bytes()).isEqualTo(1);
                assertThat(target).doesNotExist();
            }
        }));
    }
}
