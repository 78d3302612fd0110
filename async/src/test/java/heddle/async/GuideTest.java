package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.CancelledException;
import heddle.async.task.Settled;
import heddle.async.task.Task;
import heddle.async.task.TimeoutExceededException;
import heddle.async.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `docs/async.md`, run. That they stand here word for word is checked in the module `tests`.
class GuideTest {
    private static final Duration LATENCY = Duration.ofSeconds(1);
    private static final ScopedValue<String> USER = ScopedValue.newInstance();

    private final List<String> urls = List.of("a", "bb", "ccc");
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger loading = new AtomicInteger();
    private final AtomicInteger loadingMost = new AtomicInteger();

    /// Takes a second for each letter; what is called bad fails.
    private String load(String url) throws IOException {
        loads.incrementAndGet();
        loadingMost.accumulateAndGet(loading.incrementAndGet(), Math::max);
        try {
            Async.sleep(LATENCY.multipliedBy(Math.min(url.length(), 10)));
            if (url.startsWith("bad")) {
                throw new IOException("no answer");
            }
            return "page " + url;
        } finally {
            loading.decrementAndGet();
        }
    }

    private void show(String text) {
        shown.add(text);
    }

    @Test
    void a_program() throws Exception {
        Async.run(() -> {
            var squares = Async.gather(List.of(1, 2, 3), number -> {
                Async.sleep(Duration.ofMillis(100));
                return number * number;
            });
            show("after 100 ms: " + squares);
        });
        assertThat(shown).containsExactly("after 100 ms: [1, 4, 9]");
    }

    @Test
    void in_order() throws Exception {
        simulate(() -> {
            List<String> pages = Async.gather(urls, 10, url -> load(url));
            assertThat(pages).containsExactly("page a", "page bb", "page ccc");
        });
    }

    @Test
    void of_a_lazy_source() throws Exception {
        simulate(() -> {
            var pages = IntStream.rangeClosed(1, 10_000).mapToObj(n -> "https://example.org/" + n);
            Async.forEach(pages, 100, page -> load(page));
        });
        assertThat(loads).hasValue(10_000);
        assertThat(loadingMost).hasValue(100);
    }

    @Test
    void as_they_are_ready() throws Exception {
        simulate(() -> {
            try (var pages = Async.asCompleted(List.of("slow one", "fast"), 10, url -> load(url))) {
                for (String page : pages) {
                    show(page);
                }
            }
        });
        assertThat(shown).containsExactly("page fast", "page slow one");
    }

    @Test
    void failures_one_by_one() throws Exception {
        List<String> outcomes = simulate(() -> Async.gather(List.of("good", "bad"), url -> {
            try {
                return load(url);
            } catch (IOException e) {
                return "no page: " + e.getMessage();
            }
        }));
        assertThat(outcomes).containsExactly("page good", "no page: no answer");
    }

    @Test
    void outcomes() {
        simulate(() -> {
            for (Settled<String> outcome : Async.gatherSettled(List.of("good", "bad"), url -> load(url))) {
                switch (outcome) {
                    case Settled.Succeeded<String>(var page) -> show(page);
                    case Settled.Failed<String>(var failure) -> show("no page: " + failure.getMessage());
                    case Settled.Cancelled<String> _ -> show("cancelled");
                }
            }
        });
        assertThat(shown).containsExactly("page good", "no page: no answer");
    }

    @Test
    void groups() throws Exception {
        simulate(() -> {
            TaskGroup.run(group -> {
                Task<String> left = group.start(() -> load("left"));
                Task<String> right = group.start(() -> load("right"));
                show(left.await() + ", " + right.await());
            });
        });
        assertThat(shown).containsExactly("page left, page right");
    }

    @Test
    void the_first_of_several() throws Exception {
        simulate(() -> {
            TaskGroup.run(group -> {
                for (String mirror : urls) {
                    group.start(() -> {
                        show(load(mirror));
                        group.cancel();
                    });
                }
            });
        });
        assertThat(shown).containsExactly("page a");
    }

    @Test
    void timeouts() {
        simulate(() -> assertThatThrownBy(() -> {
                    String page = Async.timeout(Duration.ofSeconds(2), () -> load("too slow"));
                    show(page);
                })
                .isInstanceOf(TimeoutExceededException.class));
        assertThat(shown).isEmpty();
    }

    @Test
    void deadlines() throws Exception {
        simulate(() -> {
            var deadline = Deadline.after(Duration.ofSeconds(2));
            Async.timeoutAt(deadline, () -> {
                for (String part : urls) {
                    show(load(part));
                    deadline.reschedule(Duration.ofSeconds(4)); // there is progress
                }
            });
        });
        assertThat(shown).containsExactly("page a", "page bb", "page ccc");
    }

    @Test
    void queues() throws Exception {
        simulate(() -> {
            var pages = AsyncQueue.<String>bounded(2);
            TaskGroup.run(group -> {
                group.start(() -> pages.forEach(page -> show(page)));
                try (pages) {
                    for (String url : urls) {
                        pages.put(load(url));
                    }
                }
            });
        });
        assertThat(shown).containsExactly("page a", "page bb", "page ccc");
    }

    @Test
    void bindings() throws Exception {
        simulate(() -> {
            Async.where(USER, "ada", () -> Async.forEach(urls, url -> show(USER.get() + " " + load(url))));
        });
        assertThat(shown).containsExactly("ada page a", "ada page bb", "ada page ccc");
    }

    @Test
    void programs_that_answer_to_ctrl_c() throws Exception {
        try (var runner = Runner.open()) {
            runner.run(() -> show(load("a")));
        }
        assertThat(shown).containsExactly("page a");
    }

    @Test
    void cancellation_is_a_state() throws Exception {
        simulate(() -> TaskGroup.run(group -> {
            var task = group.start(() -> {
                try {
                    Async.sleep(Duration.ofHours(1));
                } catch (CancelledException _) {
                    show("woken");
                }
                Async.sleep(Duration.ofHours(1)); // throws at once: the task is still cancelled
                show("never reached");
            });
            Async.sleep(LATENCY);
            task.cancel();
        }));
        assertThat(shown).containsExactly("woken");
    }

    private String patiently(String url) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return load(url);
            } catch (IOException e) {
                if (tries == 3) {
                    throw e;
                }
                Async.sleep(Duration.ofSeconds(tries));
            }
        }
    }

    @Test
    void a_retry_ends_when_it_is_cancelled() {
        simulate(() -> {
            assertThatThrownBy(() -> patiently("bad")).isInstanceOf(IOException.class);
            assertThat(loads).hasValue(3);
            assertThatThrownBy(() -> Async.timeout(Duration.ofSeconds(5), () -> patiently("bad")))
                    .isInstanceOf(TimeoutExceededException.class);
            assertThat(loads).hasValue(5); // cut in its second try
        });
    }

    @Test
    void cleaning_up() {
        simulate(() -> assertThatThrownBy(() -> Async.timeout(LATENCY, () -> {
                    try {
                        load("slow one");
                    } finally {
                        Async.shield(() -> show(load("x")));
                    }
                }))
                .isInstanceOf(TimeoutExceededException.class));
        assertThat(shown).containsExactly("page x");
    }

    @Test
    void blocking_work(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("list"), "a\nb\n");
        simulate(() -> {
            List<String> lines = Async.toThread(() -> Files.readAllLines(file));
            assertThat(lines).containsExactly("a", "b");
        });
    }

    @Test
    void several_loops() throws Exception {
        try (var loops = Loops.open(2)) {
            Task<String> left = loops.submit(() -> "left");
            Task<String> right = loops.submit(() -> "right");
            show(left.await() + ", " + right.await());
        }
        assertThat(shown).containsExactly("left, right");
    }

    /// Calls back from a thread of its own.
    private static final class Radio {
        void listen(Consumer<String> listener) {
            Thread.ofPlatform().start(() -> listener.accept("news"));
        }
    }

    @Test
    void callbacks() {
        var radio = new Radio();
        String heard = Async.run(() -> {
            var word = new Promise<String>();
            radio.listen(word::complete);
            return word.await(Duration.ofSeconds(20));
        });
        assertThat(heard).isEqualTo("news");
    }

    @Test
    void what_the_jdk_has() throws Exception {
        simulate(() -> {
            var permits = new Semaphore(2);
            Async.forEach(urls, url -> {
                permits.acquire();
                try {
                    show(load(url));
                } finally {
                    permits.release();
                }
            });
        });
        assertThat(shown).hasSize(3);
        assertThat(loadingMost).hasValue(2);
    }

    @Test
    void virtual_time() {
        var time = VirtualTime.start();
        Async.run(LoopOptions.defaults().time(time), () -> Async.sleep(Duration.ofHours(1)));
        assertThat(time.elapsed()).isEqualTo(Duration.ofHours(1));
    }
}
