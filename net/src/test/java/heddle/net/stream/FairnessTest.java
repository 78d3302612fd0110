package heddle.net.stream;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A task that is always ready holds back nobody's bytes.
@ParameterizedClass
@EnumSource
class FairnessTest {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int ROUNDS = 50;

    private final Way way;

    FairnessTest(Way way) {
        this.way = way;
    }

    @Test
    void bytes_go_to_and_fro_beside_a_task_that_yields_over_and_over() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                var isOver = new AtomicBoolean();
                TaskGroup.run(group -> {
                    group.start(() -> {
                        for (var line : pair.far().lines()) {
                            pair.far().write(line + "\n");
                        }
                    });
                    group.start(() -> {
                        for (int i = 0; i < ROUNDS; i++) {
                            pair.near().write("line " + i + "\n");
                            assertThat(pair.near().readLine()).contains("line " + i);
                        }
                        isOver.set(true);
                        pair.near().close();
                    });
                    yieldUntil(isOver);
                });
            }
        });
    }

    private static void yieldUntil(AtomicBoolean isOver) {
        long start = System.nanoTime();
        while (!isOver.get()) {
            assertThat(System.nanoTime() - start).isLessThan(LIMIT_NANOS);
            Async.yield();
        }
    }
}
