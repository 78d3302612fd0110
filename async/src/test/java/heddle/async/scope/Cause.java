package heddle.async.scope;

import heddle.async.Async;
import heddle.async.Deadline;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.task.Action;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How an act is cancelled. Each runs it, and first says what cancels it, from whatever thread.
enum Cause {
    TASK {
        @Override
        void run(Action<Exception> act, Tally tally, Consumer<Runnable> trigger) {
            TaskGroup.run(group -> {
                var victim = group.start("victim", act);
                trigger.accept(victim::cancel);
            });
        }
    },
    GROUP {
        @Override
        void run(Action<Exception> act, Tally tally, Consumer<Runnable> trigger) {
            TaskGroup.run(group -> {
                trigger.accept(group::cancel);
                group.start("victim", act);
            });
        }
    },
    SIBLING {
        @Override
        void run(Action<Exception> act, Tally tally, Consumer<Runnable> trigger) {
            TaskGroup.run(group -> {
                var end = new Promise<@Nullable Void>();
                trigger.accept(() -> tally.plan(end::fail));
                group.start(
                        "sibling",
                        () -> Async.<RuntimeException>shield(() -> {
                            end.await();
                        }));
                group.start("victim", () -> {
                    try {
                        act.run();
                    } finally {
                        end.complete(null);
                    }
                });
            });
        }
    },
    TIMEOUT {
        @Override
        void run(Action<Exception> act, Tally tally, Consumer<Runnable> trigger) throws Exception {
            var deadline = Deadline.after(FAR);
            trigger.accept(() -> deadline.reschedule(Duration.ZERO));
            Async.timeoutAt(deadline, act);
        }
    },
    MOVE_ON {
        @Override
        void run(Action<Exception> act, Tally tally, Consumer<Runnable> trigger) throws Exception {
            var deadline = Deadline.after(FAR);
            trigger.accept(() -> deadline.reschedule(Duration.ZERO));
            Async.moveOnAt(deadline, act);
        }
    };

    private static final Duration FAR = Duration.ofDays(1);

    abstract void run(Action<Exception> act, Tally tally, Consumer<Runnable> trigger) throws Exception;
}
