package heddle.cli;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.TaskGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A program to be looked at: it says what it is at, and goes on until its standard input ends, for a minute at
/// most.
final class LookedAt {
    private LookedAt() {}

    public static void main(String[] words) throws Exception {
        switch (words[0]) {
            case "waits" -> Async.run(() -> Async.timeout(Duration.ofMinutes(1), () -> wait("waits")));
            case "holds" -> Async.run(LoopOptions.defaults().heldMax(Duration.ZERO), () -> hold());
            default -> {
                say("no loop");
                var _ = System.in.read();
            }
        }
    }

    private static void wait(String word) throws IOException {
        TaskGroup.run(group -> {
            Async.yield();
            var worker = group.start("worker", () -> dawdle());
            group.start("boss", () -> {
                worker.await();
            });
            Async.toThread(() -> {
                say(word);
                return System.in.read();
            });
            group.cancel();
        });
    }

    private static void dawdle() {
        Async.forEach(List.of(1, 2, 3), _ -> Async.sleep(Duration.ofHours(1)));
    }

    private static void hold() {
        TaskGroup.run(group -> group.start("hog", () -> {
            say("holds");
            long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }));
    }

    @SuppressWarnings("SystemOut") // it is a program
    private static void say(String word) {
        System.out.println(word);
    }
}
