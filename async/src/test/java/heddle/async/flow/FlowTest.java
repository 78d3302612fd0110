package heddle.async.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import heddle.async.task.Task;
import heddle.async.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// Bytes between a coroutine and another thread.
class FlowTest {
    private static final int HIGH_WATER = 8;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// The reader takes a piece before the bringer has noted that the question is answered.
    @Test
    void a_reader_that_has_a_piece_before_its_question_is_taken_back_asks_again() throws Exception {
        var asked = new Semaphore(0);
        var reader = new Promise<Thread>();
        var hasFirst = new CountDownLatch(1);
        var in = new Inflow(asked::release, new PieceQueue() {
            @Override
            void add(byte[] bytes) {
                super.add(bytes);
                Parking.wake(reader.await());
                awaitParked(reader.await(), hasFirst);
            }
        });
        var bringer = Thread.ofPlatform().daemon().start(() -> {
            asked.acquireUninterruptibly();
            in.add(new byte[1]);
            in.wake();
            asked.acquireUninterruptibly();
            in.end(null);
        });
        Async.run(() -> Async.timeout(LIMIT, () -> {
            reader.complete(Thread.currentThread());
            assertThat(in.read().remaining()).isEqualTo(1);
            hasFirst.countDown();
            assertThat(in.read().hasRemaining()).isFalse();
        }));
        bringer.join();
    }

    private static void awaitParked(Thread reader, CountDownLatch hasRead) {
        while (hasRead.getCount() > 0 || reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void who_waits_for_room_hears_that_the_output_failed_while_another_closed_it() throws IOException {
        var out = full();
        Async.run(LoopOptions.defaults().time(VirtualTime.start()), () -> {
            var group = TaskGroup.detached();
            Task<Boolean> closer = group.start(() -> out.flush(Loop.current().nanoTime() + LIMIT.toNanos()));
            Task<?> writer = group.start(() -> out.awaitRoom());
            assertThat(closer.await()).isFalse();
            out.fail(() -> new IOException("closed"));
            assertThatThrownBy(writer::await).hasRootCauseMessage("closed");
        });
    }

    @Test
    void who_closes_hears_that_all_is_gone_while_another_waits_for_room() throws IOException {
        var out = full();
        var time = VirtualTime.start();
        Async.run(LoopOptions.defaults().time(time), () -> {
            var group = TaskGroup.detached();
            Task<Boolean> closer = group.start(() -> out.flush(Loop.current().nanoTime() + LIMIT.toNanos()));
            Task<?> writer = group.start(() -> out.awaitRoom());
            Async.sleep(Duration.ofSeconds(1));
            assertThat(out.isAwaited()).isTrue();
            out.sent(HIGH_WATER);
            assertThat(closer.await()).isTrue();
            writer.await();
            assertThat(out.isAwaited()).isFalse();
        });
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    /// An output that nobody takes anything from.
    private static Outflow full() throws IOException {
        var out = new Outflow(HIGH_WATER, () -> {});
        out.append(new byte[HIGH_WATER]);
        return out;
    }
}
