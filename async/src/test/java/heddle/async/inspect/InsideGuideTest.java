package heddle.async.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.view.LoopStatistics;
import heddle.async.view.TreeView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// The snippets of `docs/inside.md`, run.
@Isolated
class InsideGuideTest {
    @Test
    void the_tree_to_standard_error() {
        var log = new ByteArrayOutputStream();
        var err = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Async.run(() -> {
                TreeView tree = Inspect.tree();
                System.err.print(Inspect.text(tree));
            });
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("main #");
    }

    @Test
    void statistics_are_searched() {
        Async.run(() -> {
            List<LoopStatistics> busy = Inspect.statistics().stream()
                    .filter(loop -> loop.tasks().alive() > 10_000)
                    .toList();
            assertThat(busy).isEmpty();
        });
    }
}
