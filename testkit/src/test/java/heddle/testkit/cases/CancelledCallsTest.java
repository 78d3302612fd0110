package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.download.Download;
import heddle.client.events.EventSource;
import heddle.http.HttpException;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import heddle.testkit.HttpHosts;
import heddle.testkit.Simulation;
import heddle.testkit.network.Link;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Family 6 of the cases, for whoever waits otherwise than for the whole answer to a request: cancelled at ever later
/// moments until it is over by itself, it ends at once, and gives everything back.
class CancelledCallsTest {
    private static final int TASKS = 3;
    private static final int PER_HOST_MAX = 2;
    private static final Duration STEP = Duration.ofMillis(2);
    /// No call takes longer.
    private static final int STEPS_MAX = 500;

    private static final int BYTES = 40_000;

    enum Call {
        READ_A_BODY {
            @Override
            void make(ClientSession session, Path file) {
                try (var response = session.get("http://server/bytes/" + BYTES).send()) {
                    while (response.body().read().hasRemaining()) {}
                }
            }
        },
        HEAR_EVENTS {
            @Override
            void make(ClientSession session, Path file) {
                try (var events = EventSource.open(session, "http://server/events/3?interval=10&cut=2")) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(events.next()).isPresent();
                    }
                }
            }
        },
        DOWNLOAD {
            @Override
            void make(ClientSession session, Path file) throws Exception {
                assertThat(Download.to(file, session, "http://server/bytes/" + BYTES)
                                .bytes())
                        .isEqualTo(BYTES);
            }
        },
        WARM_UP {
            @Override
            void make(ClientSession session, Path file) {
                assertThat(session.warmUp("http://server/", PER_HOST_MAX)).isEqualTo(PER_HOST_MAX);
            }
        },
        SHAKE_HANDS {
            @Override
            void make(ClientSession session, Path file) {
                session.get("https://server/bytes/10")
                        .header("Connection", "close")
                        .discard();
            }
        },
        EXPECT_TO_CONTINUE {
            @Override
            void make(ClientSession session, Path file) {
                assertThat(session.post("http://server/echo")
                                .expectContinue()
                                .body(new byte[BYTES])
                                .bytes())
                        .hasSize(BYTES);
            }
        };

        abstract void make(ClientSession session, Path file) throws Exception;
    }

    private static void serve(Simulation simulation) {
        simulation.network().links(Link.defaults().latency(Duration.ofMillis(7)).windowBytes(8 << 10));
        simulation.network().dns().delay("server", Duration.ofMillis(11));
        var host = simulation.host("server");
        HttpHosts.serveOn(host, ServerOptions.at("0.0.0.0", 80), TestOrigin.router());
        HttpHosts.serveOn(host, ServerOptions.at("0.0.0.0", 443).selfSigned("server"), TestOrigin.router());
        simulation.runCurrent();
    }

    private static ClientSession opened() {
        return session(options -> options.insecure().pool(pool -> pool.perHostMax(PER_HOST_MAX)));
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_is_cancelled_ends_at_once_and_gives_everything_back(Call call, @TempDir Path folder) {
        Simulation.run(603, simulation -> {
            serve(simulation);
            try (var session = opened()) {
                int step = 0;
                while (!isOverBefore(STEP.multipliedBy(step), simulation, session, call, folder)) {
                    assertThat(step++).isLessThan(STEPS_MAX);
                }
                assertWhole(simulation, session);
            }
        });
    }

    /// Calls, and cancels who calls after `moment`; whether all was over by itself.
    private static boolean isOverBefore(
            Duration moment, Simulation simulation, ClientSession session, Call call, Path folder) throws Exception {
        return TaskGroup.call(group -> {
            var tasks = IntStream.range(0, TASKS)
                    .mapToObj(i -> group.start(() -> call.make(session, folder.resolve("file-" + i))))
                    .toList();
            Async.sleep(moment);
            boolean isOver = tasks.stream().allMatch(task -> task.isDone());
            var cancelled = simulation.currentTime();
            for (var task : tasks) {
                task.cancel();
            }
            for (var task : tasks) {
                var _ = task.join();
            }
            assertThat(simulation.currentTime()).as("when all had ended").isEqualTo(cancelled);
            return isOver;
        });
    }

    @Test
    void who_waits_when_its_session_closes_is_told_at_once_at_every_moment() {
        Simulation.run(604, simulation -> {
            serve(simulation);
            for (int step = 0; step < 60; step += 3) {
                closeAfter(STEP.multipliedBy(step), simulation);
            }
        });
    }

    @SuppressWarnings("try") // what is closed in the middle
    private static void closeAfter(Duration moment, Simulation simulation) throws Exception {
        try (var session = opened()) {
            TaskGroup.run(group -> {
                var tasks = IntStream.range(0, TASKS)
                        .mapToObj(_ -> group.start(() -> askUntilItCloses(session)))
                        .toList();
                Async.sleep(moment);
                session.close();
                var closed = simulation.currentTime();
                for (var task : tasks) {
                    task.await();
                }
                assertThat(simulation.currentTime()).as("when all had ended").isEqualTo(closed);
            });
            assertGone(simulation, session);
        }
    }

    private static void askUntilItCloses(ClientSession session) {
        try {
            while (true) {
                session.get("http://server/bytes/" + BYTES).discard();
            }
        } catch (HttpException | IllegalStateException closed) {
            assertThat(closed).hasMessageContaining("closed");
        }
    }

    /// Nothing waits, every call is answered that is made now, and after a while no connection is left.
    private static void assertWhole(Simulation simulation, ClientSession session) throws Exception {
        simulation.runCurrent();
        assertThat(session.statistics().waiting()).isZero();
        var tasks = IntStream.range(0, 4 * TASKS).boxed().toList();
        assertThat(Async.gather(
                        tasks, _ -> session.get("http://server/bytes/10").bytes().length))
                .containsOnly(10);
        assertGone(simulation, session);
    }

    private static void assertGone(Simulation simulation, ClientSession session) {
        Async.sleep(Duration.ofMinutes(2));
        assertThat(session.statistics().waiting()).isZero();
        assertThat(session.statistics().connections()).isZero();
        assertThat(session.statistics().dialling()).isZero();
        assertThat(simulation.network().bytesUnread()).isZero();
    }
}
