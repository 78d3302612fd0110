package heddle.fetch.output.body;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.disk.Disk;
import heddle.fetch.disk.DiskFile;
import heddle.fetch.output.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What would survive a loss of power when several bodies begin at once.
class BodyFoldersTest {
    @TempDir
    private Path outputs;

    /// The local disk, which tells what was synced, and once it is told to dawdles when it has made a folder.
    private static final class DawdlingDisk implements Disk {
        private final List<Path> synced = new CopyOnWriteArrayList<>();
        private final CountDownLatch hasMade = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private volatile boolean dawdles;

        @Override
        public DiskFile open(Path file) throws IOException {
            return LOCAL.open(file);
        }

        @Override
        public void makeFolder(Path folder) throws IOException {
            LOCAL.makeFolder(folder);
            if (dawdles) {
                hasMade.countDown();
                await(mayGoOn);
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            LOCAL.delete(file);
        }

        @Override
        public void rename(Path file, Path renamed) throws IOException {
            LOCAL.rename(file, renamed);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            LOCAL.syncFolder(folder);
            synced.add(folder);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void write(BodyFolders folders, Path body) {
        try {
            folders.create(body).close();
            folders.completed(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_folder_that_another_body_has_just_made_is_durable_with_the_bodies_in_it() throws Exception {
        var disk = new DawdlingDisk();
        var folders = BodyFolders.open(outputs, Kept.NOTHING, disk);
        folders.sync();
        disk.synced.clear();
        disk.dawdles = true;
        Path root = outputs.resolve(BodyFolders.NAME);
        var first = new Thread(() -> write(folders, root.resolve(BodyName.of(1, "http://a/"))));
        first.start();
        await(disk.hasMade);
        var syncedForSecond = new CompletableFuture<List<Path>>();
        var second = new Thread(() -> {
            write(folders, root.resolve(BodyName.of(2, "http://a/")));
            try {
                folders.sync();
                syncedForSecond.complete(List.copyOf(disk.synced));
            } catch (IOException e) {
                syncedForSecond.completeExceptionally(e);
            }
        });
        second.start();
        while (!isWaiting(second)) {
            Thread.onSpinWait();
        }
        disk.mayGoOn.countDown();
        assertThat(syncedForSecond.get(20, TimeUnit.SECONDS)).contains(root, root.resolve("000000"));
        first.join();
    }

    /// It has ended, or the first has to go on before it can.
    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TERMINATED;
    }
}
