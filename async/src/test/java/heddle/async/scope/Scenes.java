package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.AsyncQueue;
import heddle.async.Deadline;
import heddle.async.Event;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.task.Body;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import heddle.async.task.Until;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Every public operation of the runtime that waits, a scene each.
final class Scenes {
    static final List<Scene> ALL = Stream.of(
                    sleeping(),
                    timeLimits(),
                    gathering(),
                    streaming(),
                    groups(),
                    members(),
                    promises(),
                    queues(),
                    permits(),
                    locks())
            .flatMap(List::stream)
            .toList();

    private static final List<Integer> ITEMS = List.of(3, 1, 2, 0);
    private static final ScopedValue<String> KEY = ScopedValue.newInstance();

    private Scenes() {}

    private static int work(Tally tally, int ticks) throws Exception {
        return tally.counted(() -> {
            for (int i = 0; i < ticks; i++) {
                Tally.tick();
            }
            return ticks;
        });
    }

    private static Duration millis(int count) {
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
                        })),
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
                        "moveOnAfter",
                        tally -> Play.of(() -> {
                            assertThat(Async.moveOnAfter(millis(2), () -> work(tally, 9)))
                                    .isEmpty();
                            Tally.tick();
                        })));
    }

    private static List<Scene> timeLimits() {
        return List.of(
                new Scene("shield", tally -> {
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
                new Scene(
                        "toThread",
                        tally -> Play.of(() -> {
                            Async.toThread(() -> tally.counted(() -> 1));
                            Async.toThread(() -> tally.counted(() -> 2));
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
                new Scene(
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

    private static List<Scene> promises() {
        return List.of(
                new Scene("Promise", _ -> {
                    var promise = new Promise<Integer>();
                    return Play.of(() -> promise.await()).help(() -> {
                        Tally.tick();
                        promise.complete(1);
                    });
                }),
                new Scene(
                        "Promise with a limit",
                        _ -> Play.of(() -> {
                            try {
                                new Promise<Integer>().await(millis(2));
                            } catch (TimeoutExceededException e) {
                                Tally.tick();
                            }
                        })),
                new Scene("Event", _ -> {
                    var event = new Event();
                    return Play.of(event::await).help(() -> {
                        Tally.tick();
                        event.set();
                    });
                }),
                new Scene("AsyncQueue.take", _ -> {
                    var queue = AsyncQueue.<Integer>bounded(1);
                    var taken = new AtomicInteger();
                    return Play.of(() -> queue.forEach(_ -> taken.incrementAndGet()))
                            .help(() -> {
                                int put = 0;
                                for (int i = 0; i < 4; i++) {
                                    put += Async.moveOnAfter(millis(1), () -> queue.put(7)) ? 1 : 0;
                                }
                                queue.close();
                                Async.sleep(millis(2));
                                assertThat(put).isEqualTo(taken.get() + queue.size());
                            })
                            .check(() -> assertThat(queue.toString()).endsWith("closed]"));
                }));
    }

    private static List<Scene> queues() {
        return List.of(
                new Scene("AsyncQueue.put", _ -> {
                    var queue = AsyncQueue.<Integer>bounded(1);
                    var put = new AtomicInteger();
                    var taken = new AtomicInteger();
                    return Play.of(() -> {
                                try (queue) {
                                    for (int i = 0; i < 4; i++) {
                                        queue.put(i);
                                        put.incrementAndGet();
                                    }
                                }
                            })
                            .help(() -> {
                                for (int item : queue) {
                                    assertThat(item).isEqualTo(taken.getAndIncrement());
                                    Tally.tick();
                                }
                            })
                            .check(() -> assertThat(taken).hasValue(put.get()));
                }),
                new Scene("AsyncQueue.join", _ -> {
                    var queue = AsyncQueue.<Integer>bounded(4);
                    return Play.of(() -> {
                                queue.put(1);
                                queue.put(2);
                                queue.join();
                            })
                            .help(() -> {
                                while (Async.moveOnAfter(millis(2), () -> queue.take())
                                        .isPresent()) {
                                    queue.taskDone();
                                }
                            })
                            .check(() -> assertThat(queue.size()).isZero());
                }));
    }

    private static List<Scene> permits() {
        return List.of(
                new Scene("Semaphore", tally -> {
                    var permits = new Semaphore(1);
                    return Play.of(() -> Async.forEach(ITEMS, _ -> {
                                permits.acquire();
                                try {
                                    work(tally, 1);
                                } finally {
                                    permits.release();
                                }
                            }))
                            .check(() -> assertThat(permits.availablePermits()).isEqualTo(1));
                }),
                new Scene("ReentrantLock and Condition", _ -> {
                    var lock = new ReentrantLock();
                    var condition = lock.newCondition();
                    var isTrue = new AtomicInteger();
                    return Play.of(() -> {
                                lock.lockInterruptibly();
                                try {
                                    while (isTrue.get() == 0) {
                                        condition.await();
                                    }
                                } finally {
                                    lock.unlock();
                                }
                            })
                            .help(() -> {
                                Tally.tick();
                                lock.lock();
                                try {
                                    isTrue.set(1);
                                    Tally.tick();
                                    condition.signal();
                                } finally {
                                    lock.unlock();
                                }
                            })
                            .check(() -> assertThat(lock.isLocked()).isFalse());
                }));
    }

    private static List<Scene> locks() {
        return List.of(
                new Scene("CountDownLatch", _ -> {
                    var latch = new CountDownLatch(2);
                    return Play.of(latch::await).help(() -> {
                        latch.countDown();
                        Tally.tick();
                        latch.countDown();
                    });
                }),
                new Scene("BlockingQueue", _ -> {
                    var queue = new ArrayBlockingQueue<Integer>(1);
                    var sum = new AtomicInteger();
                    return Play.of(() -> {
                                for (int i = 0; i < 3; i++) {
                                    sum.addAndGet(queue.take());
                                }
                            })
                            .help(() -> {
                                int put = 0;
                                for (int i = 0; i < 3; i++) {
                                    put += Async.moveOnAfter(millis(2), () -> queue.put(1)) ? 1 : 0;
                                }
                                Tally.tick();
                                assertThat(sum.get() + queue.size()).isEqualTo(put);
                            });
                }));
    }
}
