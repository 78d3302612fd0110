package heddle.fetch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentUploadsTest {
    @TempDir
    private Path root;

    @TempDir
    private Path stored;

    private FolderStore store;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(root.resolve("tar"));
        store = new FolderStore(stored, Disk.LOCAL);
    }

    @Test
    void a_segment_is_put_and_a_note_takes_its_place() throws Exception {
        segment("0.tar", "first");
        start(store).close();
        assertThat(stored.resolve("tar/0.tar")).hasContent("first");
        assertThat(root.resolve("tar/0.tar")).doesNotExist();
        assertThat(root.resolve("tar/0.tar.uploaded"))
                .content()
                .contains(store.place() + "tar/0.tar 5 ")
                .contains(StoredObject.of(stored.resolve("tar/0.tar")).sha256());
    }

    @Test
    void what_is_no_complete_segment_stays_where_it_is() throws Exception {
        segment("0.tar.open", "being written");
        segment("notes.txt", "of the user's own");
        start(store).close();
        assertThat(store.puts()).isEmpty();
        assertThat(root.resolve("tar/notes.txt")).exists();
    }

    @Test
    void a_segment_that_is_there_already_is_not_put_again() throws Exception {
        segment("0.tar", "first");
        store.put("tar/0.tar", root.resolve("tar/0.tar"), StoredObject.of(root.resolve("tar/0.tar")));
        start(store).close();
        assertThat(store.puts()).containsExactly("tar/0.tar");
        assertThat(root.resolve("tar/0.tar")).doesNotExist();
    }

    @Test
    void another_object_of_that_name_is_never_replaced() throws Exception {
        segment("0.tar", "first");
        Files.createDirectories(stored.resolve("tar"));
        Files.writeString(stored.resolve("tar/0.tar"), "of another job");
        SegmentUploads uploads = start(store);
        assertThatThrownBy(uploads::close)
                .isInstanceOf(OutputException.class)
                .hasCauseInstanceOf(ForeignObjectException.class)
                .hasMessageContaining("is not this file; choose another prefix");
        assertThat(stored.resolve("tar/0.tar")).hasContent("of another job");
        assertThat(root.resolve("tar/0.tar")).hasContent("first");
    }

    @Test
    void callers_wait_while_too_many_segments_do() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ObjectStore slow = new ChangedStore(store, () -> {
            begun.countDown();
            await(mayEnd);
        });
        for (int number = 0; number < 4; number++) {
            segment(number + ".tar", "segment " + number);
        }
        try (SegmentUploads uploads = start(slow)) {
            begun.await();
            uploads.look();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    uploads.awaitRoom();
                } catch (OutputException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // until it waits: four do, and two may
            }
            mayEnd.countDown();
            caller.join();
        }
        assertThat(store.puts()).hasSize(4);
    }

    @Test
    void nobody_waits_for_a_store_that_has_failed() throws Exception {
        CountDownLatch mayFail = new CountDownLatch(1);
        ObjectStore broken = new ChangedStore(store, () -> {
            await(mayFail);
            throw new StoreException("the bucket has gone");
        });
        for (int number = 0; number < 4; number++) {
            segment(number + ".tar", "segment " + number);
        }
        SegmentUploads uploads = start(broken);
        uploads.look();
        mayFail.countDown();
        assertThatThrownBy(uploads::awaitRoom)
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("cannot upload " + root.resolve("tar/0.tar") + ": the bucket has gone");
        assertThatThrownBy(uploads::close).hasMessageContaining("the bucket has gone");
        assertThat(root.resolve("tar/0.tar")).exists();
    }

    @Test
    void whoever_has_met_the_failure_may_close() throws Exception {
        ObjectStore broken = new ChangedStore(store, () -> {
            throw new StoreException("the bucket has gone");
        });
        for (int number = 0; number < 4; number++) {
            segment(number + ".tar", "segment " + number);
        }
        assertThatThrownBy(() -> {
                    try (SegmentUploads uploads = start(broken)) {
                        uploads.look();
                        uploads.awaitRoom();
                    }
                })
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("the bucket has gone");
    }

    private static void await(CountDownLatch latch) throws StoreException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new StoreException("nobody let this go on");
            }
        } catch (InterruptedException e) {
            throw new StoreException("interrupted", e);
        }
    }

    private void segment(String name, String content) throws IOException {
        Files.writeString(root.resolve("tar").resolve(name), content);
    }

    private SegmentUploads start(ObjectStore to) {
        return SegmentUploads.start(to, root, name -> name.matches("tar/[0-9]+\\.tar"), 2, Disk.LOCAL);
    }
}
