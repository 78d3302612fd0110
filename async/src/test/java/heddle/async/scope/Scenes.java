package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.Deadline;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.task.Body;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import heddle.async.task.Until;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Every public operation of the runtime that waits, a scene each; [CancelAtEveryPointTest] sees that none is missing.
final class Scenes {
    static final List<Scene> ALL = Stream.of(
                    sleeping(),
                    deadlines(),
                    sheltered(),
                    calls(),
                    gathering(),
                    streaming(),
                    groups(),
                    members(),
                    ScenesBetweenTasks.all(),
                    ScenesOfFiles.all())
            .flatMap(List::stream)
            .toList();

    private static final List<Integer> ITEMS = List.of(3, 1, 2, 0);
    private static final ScopedValue<String> KEY = ScopedValue.newInstance();

    private Scenes() {}

    static int work(Tally tally, int ticks) throws Exception {
        return tally.counted(() -> {
            for (int i = 0; i < ticks; i++) {
                Tally.tick();
            }
            return ticks;
        });
    }

    static Duration millis(int count) {
        return Duration.ofMillis(count);
    }

    private static List<Scene> sleeping() {
        return List.of(
                new Scene("sleep", _ -> Play.of(() -> Async.sleep(millis(2)))),
                new Scene(
                        "yield",
                        _ -> Play.of(() -> {
                            for (int i = 0; i < 5; i++) {
                                Async.yield();
                            }
                        })),
                new Scene("sleepUntil", _ -> {
                    var moved = new Promise<Deadline>();
                    return Play.of(() -> {
                                var deadline = Deadline.after(millis(1));
                                moved.complete(deadline);
                                Async.sleepUntil(deadline);
                            })
                            .help(() -> helpWith(moved, deadline -> {
                                Tally.tick();
                                deadline.reschedule(millis(1));
                            }));
                }),
                new Scene("timeout in time", tally -> Play.of(() -> Async.timeout(millis(9), () -> work(tally, 2)))),
                new Scene(
                        "timeout out of time",
                        tally -> Play.of(() -> {
                            try {
                                Async.timeout(millis(2), () -> work(tally, 9));
                            } catch (TimeoutExceededException e) {
                                Tally.tick();
                            }
                        })));
    }

    private static List<Scene> deadlines() {
        return List.of(
                new Scene(
                        "timeoutAt",
                        tally -> Play.of(() -> {
                            var deadline = Deadline.after(millis(2));
                            Async.timeoutAt(deadline, () -> {
                                work(tally, 1);
                                deadline.reschedule(millis(5));
                                work(tally, 2);
                            });
                        })),
                new Scene(
                        "moveOnAt",
                        tally -> Play.of(() -> {
                            var deadline = Deadline.after(millis(9));
                            assertThat(Async.moveOnAt(deadline, () -> {
                                        deadline.reschedule(millis(2));
                                        work(tally, 9);
                                    }))
                                    .isFalse();
                            Tally.tick();
                        })),
                new Scene(
                        "moveOnAfter",
                        tally -> Play.of(() -> {
                            assertThat(Async.moveOnAfter(millis(2), () -> work(tally, 9)))
                                    .isEmpty();
                            Tally.tick();
                        })));
    }

    private static List<Scene> sheltered() {
        return List.of(
                Scene.goingOn("shield", tally -> {
                    var end = new AtomicInteger();
                    return Play.of(() -> {
                        Async.shield(() -> {
                            end.decrementAndGet();
                            work(tally, 2);
                            end.incrementAndGet();
                        });
                        assertThat(end).hasValue(0);
                        Tally.tick();
                    });
                }),
                Scene.goingOn(
                        "toThread",
                        tally -> Play.of(() -> {
                            Async.toThread(() -> tally.counted(() -> 1));
                            Async.toThread(() -> tally.counted(() -> 2));
                        })),
                new Scene(
                        "toThread, interrupted",
                        tally -> Play.of(() -> Async.toThread(() -> tally.counted(() -> {
                            if (Thread.interrupted()) {
                                throw new InterruptedException();
                            }
                        })))));
    }

    private static List<Scene> calls() {
        return List.of(
                new Scene(
                        "callAt and its task",
                        tally -> Play.of(() -> {
                            var deadline = Deadline.after(millis(2));
                            var call = Async.callAt(deadline, () -> tally.counted(() -> Async.yield()));
                            try {
                                call.join();
                            } finally {
                                call.cancel();
                                Async.shield(call::join);
                            }
                        })),
                new Scene(
                        "callLater",
                        tally -> Play.of(() -> {
                            var call = Async.callLater(millis(1), () -> tally.counted(() -> Async.yield()));
                            try {
                                call.await();
                            } finally {
                                call.cancel();
                                Async.shield(call::join);
                            }
                        })));
    }

    /// Takes what is promised, unless it never comes, and goes on when it has been used.
    private static <T> void helpWith(Promise<T> promise, java.util.function.Consumer<T> use) {
        try {
            use.accept(promise.await(millis(5)));
        } catch (TimeoutExceededException e) {
            // The act was cancelled first.
        }
    }

    private static List<Scene> gathering() {
        return List.of(
                new Scene("gather", tally -> Play.of(() -> Async.gather(ITEMS, 2, n -> work(tally, n)))),
                new Scene(
                        "gather that fails",
                        tally -> Play.of(() -> Async.gather(ITEMS, n -> {
                            work(tally, n);
                            return n == 2 ? fail(tally) : n;
                        }))),
                new Scene(
                        "two failures",
                        tally -> Play.of(() -> Async.gather(List.of(1, 1, 3), n -> {
                            try {
                                return work(tally, n);
                            } finally {
                                fail(tally);
                            }
                        }))),
                new Scene(
                        "gatherSettled",
                        tally -> Play.of(() -> Async.gatherSettled(ITEMS, 2, n -> {
                            if (n == 1) {
                                throw new IOException("a value");
                            }
                            return work(tally, n);
                        }))),
                new Scene(
                        "forEach",
                        tally -> Play.of(() -> Async.forEach(ITEMS, 3, n -> {
                            work(tally, n);
                        }))),
                new Scene(
                        "map",
                        tally -> Play.of(() -> {
                            try (var results = Async.map(ITEMS, 2, n -> work(tally, n))) {
                                assertThat(results).containsExactlyElementsOf(ITEMS);
                            }
                        })),
                new Scene(
                        "asCompleted",
                        tally -> Play.of(() -> {
                            try (var results = Async.asCompleted(ITEMS, 3, n -> work(tally, n))) {
                                for (var _ : results) {
                                    Tally.tick();
                                }
                            }
                        })));
    }

    private static List<Scene> streaming() {
        return List.of(
                new Scene(
                        "asCompleted, left early",
                        tally -> Play.of(() -> {
                            try (var results = Async.asCompleted(ITEMS, n -> work(tally, n))) {
                                results.iterator().next();
                            }
                        })),
                new Scene(
                        "race",
                        tally -> Play.of(() -> Async.race(
                                List.<Body<Integer, Exception>>of(() -> work(tally, 2), () -> work(tally, 3))))),
                new Scene(
                        "firstSuccess",
                        tally -> Play.of(
                                () -> Async.firstSuccess(List.<Body<Integer, Exception>>of(() -> work(tally, 3), () -> {
                                    throw new IOException("does not win");
                                })))),
                new Scene(
                        "waitFor",
                        tally -> Play.of(() -> TaskGroup.run(group -> {
                            var tasks = List.of(group.start(() -> work(tally, 2)), group.start(() -> work(tally, 1)));
                            Async.waitFor(tasks, Until.FIRST_COMPLETED);
                            Async.waitFor(tasks, Until.ALL_COMPLETED);
                        }))));
    }

    private static int fail(Tally tally) {
        throw tally.planned();
    }

    private static List<Scene> groups() {
        return List.of(
                new Scene(
                        "TaskGroup",
                        tally -> Play.of(() -> TaskGroup.run(group -> {
                            group.start(() -> work(tally, 2));
                            group.start(() -> TaskGroup.run(inner -> {
                                inner.start(() -> work(tally, 1));
                                group.start(() -> work(tally, 3));
                            }));
                        }))),
                new Scene(
                        "TaskGroup with a limit",
                        tally -> Play.of(() -> TaskGroup.run(1, group -> {
                            for (int i = 0; i < 3; i++) {
                                group.start(() -> work(tally, 1));
                            }
                        }))),
                new Scene(
                        "TaskGroup.call and await",
                        tally -> Play.of(() -> TaskGroup.call(group -> {
                            var left = group.start(() -> work(tally, 2));
                            var right = group.start(() -> work(tally, 1));
                            return left.await() + right.join().orThrow();
                        }))),
                new Scene(
                        "TaskGroup that cancels itself",
                        tally -> Play.of(() -> TaskGroup.run(group -> {
                            group.start(() -> work(tally, 9));
                            Tally.tick();
                            group.cancel();
                            Tally.tick();
                        }))),
                new Scene(
                        "a cancelled member",
                        tally -> Play.of(() -> TaskGroup.run(group -> {
                            var member = group.start(() -> work(tally, 9));
                            Tally.tick();
                            member.cancel();
                            try {
                                member.await();
                            } catch (CancellationException e) {
                                Tally.tick();
                            }
                        }))));
    }

    private static List<Scene> members() {
        return List.of(
                Scene.goingOn(
                        "a failure while cleaning up",
                        tally -> Play.of(() -> TaskGroup.run(group -> {
                            group.start(() -> work(tally, 1));
                            group.start(() -> {
                                try {
                                    work(tally, 2);
                                } catch (CancelledException e) {
                                    Async.shield(Tally::tick);
                                    throw tally.planned();
                                }
                            });
                        }))),
                new Scene(
                        "detached",
                        tally -> Play.of(() -> {
                            var group = TaskGroup.detached();
                            var first = group.start(() -> work(tally, 2));
                            var second = group.start(() -> work(tally, 5));
                            try {
                                first.await();
                            } finally {
                                group.cancel();
                                Async.<RuntimeException>shield(() -> {
                                    first.join();
                                    second.join();
                                });
                            }
                        })),
                new Scene(
                        "where",
                        tally -> Play.of(() -> Async.where(KEY, "bound", () -> {
                            Async.forEach(ITEMS, 2, n -> {
                                work(tally, n);
                                assertThat(KEY.get()).isEqualTo("bound");
                            });
                        }))));
    }
}
