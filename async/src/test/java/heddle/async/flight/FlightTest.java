package heddle.async.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.LoopOptions;
import heddle.async.Loops;
import heddle.async.TaskGroup;
import heddle.async.task.Settled;
import heddle.user.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
@Timeout(120)
class FlightTest {
    @TempDir
    Path folder;

    private interface Scene {
        void play(Loops loops) throws Exception;
    }

    /// What a recording that asks for `event` has of it when `scene` is over.
    private List<RecordedEvent> record(String event, Scene scene) throws Exception {
        try (var recording = new Recording();
                var loops = Loops.open(1, LoopOptions.defaults().heldMax(Duration.ofMillis(20)))) {
            var settings = recording.enable(event);
            if (event.equals("heddle.Turn")) {
                settings.withThreshold(Duration.ofMillis(5));
            }
            recording.start();
            scene.play(loops);
            return read(recording);
        }
    }

    private List<RecordedEvent> read(Recording recording) throws IOException {
        recording.stop();
        Path file = folder.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("heddle."))
                .toList();
    }

    private static boolean isOpened(Loops loops) {
        return loops.statistics().getFirst().isOpened();
    }

    @Test
    void a_task_start_has_the_stack_of_who_started_it() throws Exception {
        var events = record(
                "heddle.TaskStart",
                loops -> loops.submit(() -> TaskGroup.run(group -> group.start("named", () -> {})))
                        .await());
        var named = events.stream()
                .filter(event -> event.getString("taskName").equals("named"))
                .toList();
        assertThat(named).singleElement().satisfies(event -> {
            assertThat(event.getString("loop")).startsWith("heddle-loop-");
            assertThat(event.getLong("task")).isPositive();
            assertThat(event.getStackTrace().getFrames())
                    .anyMatch(frame -> frame.getMethod().getName().contains("a_task_start"));
        });
    }

    @Test
    void a_task_end_has_its_outcome() throws Exception {
        var events = record(
                "heddle.TaskEnd",
                loops -> loops.submit(() -> TaskGroup.run(group -> {
                            group.start("short", () -> {});
                            group.start("long", () -> Program.dawdle()).cancel();
                            var failing = TaskGroup.detached().start("failing", () -> {
                                throw new IOException("a failure");
                            });
                            assertThat(failing.join()).isInstanceOf(Settled.Failed.class);
                        }))
                        .await());
        assertThat(events)
                .extracting(event -> event.getString("taskName") + " " + event.getString("outcome"))
                .contains("short SUCCEEDED", "long CANCELLED", "failing FAILED");
    }

    @Test
    void a_long_turn_is_an_event_and_a_short_one_is_not() throws Exception {
        var events = record("heddle.Turn", loops -> {
            assumeThat(isOpened(loops))
                    .as("turns are the loop's own only there")
                    .isTrue();
            var parent = loops.submit(() -> TaskGroup.run(group -> {
                group.start("long", () -> spin(Duration.ofMillis(20)));
                group.start("short", () -> {});
            }));
            parent.await();
        });
        assertThat(events)
                .extracting(event -> event.getString("taskName"))
                .contains("long")
                .doesNotContain("short");
        assertThat(events.getFirst().getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    }

    private static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_held_loop_is_an_event_with_the_stack_of_the_holder() throws Exception {
        var events = record("heddle.LoopHeld", loops -> {
            assumeThat(isOpened(loops)).as("only there a coroutine can hold it").isTrue();
            var release = new CountDownLatch(1);
            var hog = loops.submit(() -> Program.hog(new CountDownLatch(1), release));
            while (loops.statistics().getFirst().turns().longestHeld().isZero()) {
                Thread.onSpinWait();
            }
            release.countDown();
            hog.await();
        });
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getString("stack")).contains("Program.hog");
            assertThat(event.getDuration("heldNanos")).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        });
    }

    @Test
    void a_foreign_wake_up_has_the_stack_of_who_woke() throws Exception {
        var events = record("heddle.ForeignWakeUp", loops -> {
            assumeThat(isOpened(loops)).as("elsewhere every wake-up is foreign").isTrue();
            var latch = new CountDownLatch(1);
            var waiter = loops.submit(() -> Program.queueUp(latch));
            while (loops.statistics().getFirst().turns().coroutine() == 0) {
                Thread.onSpinWait();
            }
            latch.countDown();
            waiter.await();
        });
        // The JVM's own threads wake coroutines, too.
        var here = Thread.currentThread().threadId();
        assertThat(events)
                .filteredOn(event -> event.getThread().getJavaThreadId() == here)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getStackTrace().getFrames())
                        .anyMatch(frame -> frame.getMethod().getName().contains("a_foreign_wake_up")));
    }

    @Test
    void without_a_recording_nothing_is_on_and_a_recording_has_none_unasked() throws Exception {
        try (var loops = Loops.open(1)) {
            loops.submit(() -> {}).await();
            assertThat(Flight.isOn()).isFalse();
            try (var recording = new Recording()) {
                recording.start();
                assertThat(Flight.isOn()).isTrue();
                loops.submit(() -> {}).await();
                assertThat(read(recording)).isEmpty();
            }
            assertThat(Flight.isOn()).isFalse();
        }
    }
}
