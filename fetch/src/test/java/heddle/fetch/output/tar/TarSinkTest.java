package heddle.fetch.output.tar;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Page;
import heddle.fetch.output.Sink;
import heddle.fetch.output.SinkContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Read back by the system's tar.
class TarSinkTest extends SinkContract {
    private static final long SEGMENT_BYTES = 20_000;

    @BeforeAll
    static void requireTar() {
        Archives.requireTar();
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
        return Archives.urls(folder);
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
