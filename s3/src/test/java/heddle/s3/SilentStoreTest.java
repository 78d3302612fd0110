package heddle.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import heddle.fetch.store.StoredObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that takes connections, and neither reads nor says anything.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentStoreTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        silent.close();
    }

    @Test
    void whoever_waits_at_the_keyboard_hears_of_it_within_half_a_minute() {
        CallLimits limits = CallLimits.DEFAULT;
        assertThat(limits.first()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void no_question_waits_for_it_beyond_its_limit() throws Exception {
        try (ObjectStore store = open()) {
            assertGivenUp(store::isEmpty, "listed");
            assertGivenUp(store::probe, "written");
            assertGivenUp(() -> store.find("x"), "read");
        }
    }

    /// More than the buffers of a connection take.
    @Test
    void nor_does_a_file_that_it_does_not_read(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("file");
        try (FileChannel hollow = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            hollow.write(ByteBuffer.allocate(1), (32 << 20) - 1);
        }
        StoredObject what = StoredObject.of(file);
        try (ObjectStore store = open()) {
            assertGivenUp(() -> store.put("x", file, what), "read");
        }
    }

    private static void assertGivenUp(ThrowingCallable call, String done) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(" cannot be " + done + ": no answer came in time; is it a server of S3");
    }

    private ObjectStore open() throws StoreException {
        StoreAddress address = StoreAddress.parse("s3://crawls/x")
                .endpoint(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                .pathStyle();
        CallLimits limits = new CallLimits(SHORT, SHORT, SHORT, SHORT, Integer.MAX_VALUE);
        return S3Store.open(
                address, S3Options.of(S3Server.credentials()).limits(limits).partBytesMin(64 << 20));
    }
}
