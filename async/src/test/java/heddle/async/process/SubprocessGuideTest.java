package heddle.async.process;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The snippets of `docs/streams.md` that run programs, run. That they stand here word for word is checked in the
/// module `tests`.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs sort and cat")
class SubprocessGuideTest {
    private final List<String> shown = new CopyOnWriteArrayList<>();

    private void show(String text) {
        shown.add(text);
    }

    @Test
    void a_program_that_is_fed_and_read_to_the_end() throws Exception {
        Async.run(() -> {
            var sorted = Subprocess.run(Command.of("sort", "-u"), "b\na\nb\n").orThrow();
            show(sorted.text());
        });
        assertThat(shown).containsExactly("a\nb\n");
    }

    @Test
    void a_dialogue() throws Exception {
        Async.run(() -> {
            try (var cat = Subprocess.start(Command.of("cat").stdin(Stdio.pipe()))) {
                cat.stdin().write("hello\n");
                show(cat.stdout().readLine().orElse("nothing"));
                cat.stdin().close();
                show(cat.waitFor().toString());
            }
        });
        assertThat(shown).containsExactly("hello", "exit code 0");
    }
}
