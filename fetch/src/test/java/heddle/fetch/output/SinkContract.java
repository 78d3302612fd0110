package heddle.fetch.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.fetch.disk.BreakingDisk;
import heddle.fetch.disk.Disk;
import heddle.fetch.disk.MemoryFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What every sink has to do: each outcome once in its outputs, whole, whatever the order, and whatever ended the
/// process between two checkpoints.
///
/// A test of a sink extends this, says how the sink is opened, and reads its outputs back, if it can by other means
/// than those that wrote them.
@Execution(ExecutionMode.CONCURRENT)
public abstract class SinkContract {
    protected static final int PAGES = 16;
    private static final String END = "the process was killed here";

    protected SinkContract() {}

    @TempDir(factory = MemoryFolders.class)
    protected Path root;

    /// Opens the sink.
    protected abstract Sink open(Path folder, Kept kept, Disk disk) throws IOException;

    /// The URLs that the outputs in this folder have, each as often as it is there; and checks what else can be.
    protected abstract List<String> urls(Path folder) throws Exception;

    /// Whether what became of this page is to be in its outputs.
    protected boolean takes(Page page) {
        return true;
    }

    /// The disk ends the process at each of its calls, or at one of so many where there are very many.
    protected int callsFromEndToEnd() {
        return 1;
    }

    @Test
    void each_outcome_is_there_once() throws Exception {
        assertWhole(write(root, Disk.LOCAL, shuffled(1), 5));
    }

    @Test
    void outcomes_come_from_many_coroutines_at_once() throws Exception {
        try (Sink sink = open(root, Kept.NOTHING, Disk.LOCAL)) {
            var ledger = new ReentrantLock();
            Async.run(() -> {
                TaskGroup.run(group -> {
                    for (int number = 0; number < PAGES; number++) {
                        Page page = new Page(number);
                        group.start(() -> fetch(page, sink, ledger));
                    }
                });
                return true;
            });
            finish(sink);
        }
        assertWhole(root);
    }

    private static boolean fetch(Page page, Sink sink, ReentrantLock ledger) throws OutputException {
        Outcome outcome = page.fetchInto(sink);
        ledger.lock();
        try {
            sink.accept(outcome);
        } finally {
            ledger.unlock();
        }
        return true;
    }

    @Test
    void outputs_can_be_cut_at_every_boundary() throws Exception {
        List<Integer> order = shuffled(2);
        for (int boundary = 0; boundary <= PAGES; boundary++) {
            Path folder = root.resolve("cut after " + boundary);
            SavedOutputs saved = new SavedOutputs();
            writeAndKill(folder, order, boundary, saved);
            goOn(folder, order, saved, Disk.LOCAL);
            assertWhole(folder);
        }
    }

    /// Saves once, after so many outcomes, and ends after a few more.
    private void writeAndKill(Path folder, List<Integer> order, int boundary, SavedOutputs saved) throws Exception {
        BreakingDisk disk = new BreakingDisk(BreakingDisk.NEVER, END);
        Sink sink = open(folder, Kept.NOTHING, disk);
        Async.run(() -> {
            BitSet accepted = new BitSet();
            for (int number : order.subList(0, Math.min(PAGES, boundary + 5))) {
                if (accepted.cardinality() == boundary) {
                    saved.checkpoint(sink, accepted);
                }
                sink.accept(new Page(number).fetchInto(sink));
                accepted.set(number);
            }
            return true;
        });
        disk.breakNow();
        closeBroken(sink);
    }

    @Test
    void outputs_go_on_whatever_call_of_the_disk_was_the_last() throws Exception {
        List<Integer> order = shuffled(3);
        boolean isBroken = true;
        for (int call = 1; isBroken; call += callsFromEndToEnd()) {
            Path folder = root.resolve("ended at " + call);
            BreakingDisk disk = new BreakingDisk(call, END);
            SavedOutputs saved = new SavedOutputs();
            goOnUntilBroken(folder, order, saved, disk);
            isBroken = disk.isBroken();
            SavedOutputs once = saved.copy();
            goOn(folder, order, saved, Disk.LOCAL);
            assertWhole(folder);
            assertThat(once.kept().marks())
                    .as("ended at %d", call)
                    .allSatisfy(mark -> assertThat(mark.bytes())
                            .isLessThanOrEqualTo(saved.mark(mark.file()).orElse(0L)));
            delete(folder);
        }
    }

    @Test
    void outputs_that_end_again_and_again_are_whole_at_last() throws Exception {
        for (int seed = 1; seed <= 5; seed++) {
            Path folder = root.resolve("seed " + seed);
            List<Integer> order = shuffled(seed);
            SavedOutputs saved = new SavedOutputs();
            Random random = new Random(seed);
            boolean isBroken = true;
            for (int life = 0; isBroken && life < 200; life++) {
                BreakingDisk disk = new BreakingDisk(1 + random.nextInt(40 + 4 * life), END);
                goOnUntilBroken(folder, order, saved, disk);
                isBroken = disk.isBroken();
            }
            assertThat(isBroken).isFalse();
            assertWhole(folder);
            delete(folder);
        }
    }

    @Test
    void what_was_saved_is_never_touched_again() throws Exception {
        List<Integer> order = shuffled(4);
        SavedOutputs saved = new SavedOutputs();
        goOn(root, order, saved, Disk.LOCAL);
        List<String> before = files(root);
        open(root, saved.kept(), Disk.LOCAL).close();
        assertThat(files(root)).containsExactlyElementsOf(before);
        assertWhole(root);
    }

    @Test
    void a_sink_that_is_closed_twice_is_closed_once() throws Exception {
        Sink sink = open(root, Kept.NOTHING, Disk.LOCAL);
        sink.close();
        sink.close();
    }

    @Test
    void outputs_start_empty_when_nothing_is_kept() throws Exception {
        write(root, Disk.LOCAL, shuffled(5), 3);
        open(root, Kept.NOTHING, Disk.LOCAL).close();
        assertThat(urls(root)).isEmpty();
    }

    @Test
    void a_disk_that_breaks_is_told_before_anything_is_saved() throws Exception {
        BreakingDisk disk = new BreakingDisk(BreakingDisk.NEVER, END);
        Sink sink = open(root, Kept.NOTHING, disk);
        disk.breakNow();
        assertThatThrownBy(() -> write(sink, shuffled(6), PAGES, new SavedOutputs()))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(END);
        closeBroken(sink);
    }

    private Path write(Path folder, Disk disk, List<Integer> order, int every) throws Exception {
        SavedOutputs saved = new SavedOutputs();
        try (Sink sink = open(folder, Kept.NOTHING, disk)) {
            write(sink, order, every, saved);
        }
        return folder;
    }

    private void goOnUntilBroken(Path folder, List<Integer> order, SavedOutputs saved, BreakingDisk disk)
            throws Exception {
        try {
            goOn(folder, order, saved, disk);
        } catch (OutputException e) {
            assertThat(e).hasMessageContaining(END);
        }
    }

    private void goOn(Path folder, List<Integer> order, SavedOutputs saved, Disk disk) throws Exception {
        try (Sink sink = open(folder, saved.kept(), disk)) {
            write(sink, order, 4, saved);
        }
    }

    private static void write(Sink sink, List<Integer> order, int every, SavedOutputs saved) throws Exception {
        Async.run(() -> {
            BitSet accepted = new BitSet();
            order.stream().filter(saved::isDone).forEach(accepted::set);
            for (int number : order) {
                if (!accepted.get(number)) {
                    sink.accept(new Page(number).fetchInto(sink));
                    accepted.set(number);
                    if (accepted.cardinality() % every == 0) {
                        saved.checkpoint(sink, accepted);
                    }
                }
            }
            saved.checkpoint(sink, accepted);
            return true;
        });
    }

    private static void finish(Sink sink) throws OutputException {
        new SavedOutputs().checkpoint(sink, new BitSet());
    }

    private static void closeBroken(Sink sink) {
        try {
            sink.close();
        } catch (OutputException told) {
            assertThat(told).hasMessageContaining(END);
        }
    }

    private void assertWhole(Path folder) throws Exception {
        assertThat(urls(folder))
                .as("in %s", folder.getFileName())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PAGES)
                        .mapToObj(Page::new)
                        .filter(this::takes)
                        .map(Page::url)
                        .toList());
        assertThat(files(folder)).noneMatch(name -> name.endsWith(".open") || name.endsWith(".tmp"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Integer> shuffled(int seed) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, PAGES).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        return numbers;
    }
}
