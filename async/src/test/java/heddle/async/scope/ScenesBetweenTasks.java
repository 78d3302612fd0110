package heddle.async.scope;

import static heddle.async.scope.Scenes.millis;
import static heddle.async.scope.Scenes.work;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.AsyncQueue;
import heddle.async.Event;
import heddle.async.Promise;
import heddle.async.task.TimeoutExceededException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Scenes of tasks that wait for each other: by promises, events, queues, permits, locks.
final class ScenesBetweenTasks {
    private static final List<Integer> ITEMS = List.of(3, 1, 2, 0);

    private ScenesBetweenTasks() {}

    static List<Scene> all() {
        return Stream.of(promises(), queues(), permits(), locks())
                .flatMap(List::stream)
                .toList();
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
                new Scene("AsyncQueue.take alone", _ -> {
                    var queue = AsyncQueue.<Integer>bounded(1);
                    return Play.of(() -> assertThat(queue.take()).isEqualTo(7)).help(() -> {
                        Tally.tick();
                        queue.put(7);
                    });
                }),
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
                                    Tally.tick();
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
                // Who is cancelled waits until it has the lock again.
                Scene.goingOn("ReentrantLock and Condition", _ -> {
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
