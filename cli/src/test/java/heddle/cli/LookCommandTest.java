package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Real processes that are looked into.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class LookCommandTest {
    /// Where they run: a process that is given up may keep a file of the JDK's there.
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    /// A JVM with the program [LookedAt], once it has said that it is there.
    private Process program(String how, String... options) throws IOException {
        var command = ShortJvm.opened();
        command.addAll(1, List.of("-XX:+EnableDynamicAgentLoading", "-Dheddle.async.treeSignal=USR1"));
        command.addAll(3, List.of(options));
        command.addAll(List.of(LookedAt.class.getName(), how));
        var process = start(command);
        assertThat(process.inputReader().readLine()).isNotNull();
        return process;
    }

    private Process start(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).directory(folder.toFile()).start();
        started.add(process);
        return process;
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private static String pid(Process process) {
        return Long.toString(process.pid());
    }

    private static Session look(String command, Process process, String... options) {
        var words = new ArrayList<>(List.of(command));
        words.addAll(List.of(options));
        words.add(pid(process));
        return Session.of(words.toArray(String[]::new));
    }

    /// Looks until the text says so: the tasks take a moment to get where they are going to wait.
    private static String lookUntil(String pattern, Process process, String... options) {
        while (true) {
            var session = look("pstree", process, options);
            assertThat(session.err()).isEmpty();
            assertThat(session.end()).isEqualTo(ExitCode.OK);
            if (session.out().matches("(?s).*" + pattern + ".*")) {
                return session.out();
            }
        }
    }

    @Test
    void a_program_shows_its_tasks_and_its_loops() throws Exception {
        var program = program("waits");
        String tree = lookUntil("3 × #", program);
        assertThat(tree)
                .containsPattern("heddle-loop-1: 6 tasks alive, 6 started")
                .containsPattern("└─ main #\\d+ waits for Async.toThread since .*wait")
                .containsPattern("   ├─ worker #\\d+ waits for the end of its 3 tasks .*LookedAt.dawdle")
                .containsPattern("   │  └─ 3 × #\\d+ waits for Async.sleep")
                .containsPattern("   └─ boss #\\d+ waits for task worker #\\d+");
        assertThat(lookUntil("LockSupport", program, "--stacks"))
                .doesNotContain(" × ")
                .contains("LookedAt.dawdle");
        assertThat(look("pstree", program, "--tasks", "2").out()).contains("more that were not looked at");
        assertThat(look("ps", program).out()).containsPattern("LOOP +AGE .*\nheddle-loop-1 .* 6 .* 6 .*");
        program.getOutputStream().close();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as("being looked at does no harm").isZero();
        assertThat(program.errorReader().lines()).as("nothing was said there").isEmpty();
    }

    @Test
    void json_is_read_back() throws Exception {
        var program = program("waits");
        lookUntil("3 × #", program);
        assertThat(names(look("ps", program, "--json").out()))
                .contains("name", "ageNanos", "tasksAlive", "coroutineTurns", "foreignWakeUps", "longestHeldNanos");
        assertThat(names(look("pstree", program, "--json").out()))
                .contains("at", "loops", "statistics", "first", "groups", "tasks", "waitsFor", "waitedNanos", "stack");
        assertThat(names(look("pstree", program, "--json", "--stacks").out())).contains("stack");
    }

    /// The names of all members of a text, which is to be one value of JSON.
    private static Set<String> names(String text) throws IOException {
        var names = new HashSet<String>();
        try (var parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            int depth = 0;
            do {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                } else if (parser.currentToken().isStructStart()) {
                    depth++;
                } else if (parser.currentToken().isStructEnd()) {
                    depth--;
                }
                parser.nextToken();
            } while (depth > 0);
            assertThat(parser.currentToken()).as("one value").isNull();
        }
        return names;
    }

    @Test
    void a_held_loop_is_shown_with_who_holds_it() throws Exception {
        String tree = lookUntil("HELD", program("holds"));
        assertThat(tree)
                .containsPattern("HELD for .* by task hog #\\d+; all else waits. It is at:")
                .contains("LookedAt.lambda$hold");
    }

    @Test
    void without_the_opened_scheduler_the_tree_is_the_same() throws Exception {
        var command = ShortJvm.opened();
        command.removeIf(word -> word.startsWith("--add-opens"));
        command.add(1, "-XX:+EnableDynamicAgentLoading");
        command.addAll(List.of(LookedAt.class.getName(), "waits"));
        var program = start(command);
        assertThat(program.inputReader().readLine()).isEqualTo("waits");
        assertThat(lookUntil("3 × #", program)).containsPattern("boss #\\d+ waits for task worker #\\d+");
    }

    @Test
    void a_signal_asks_for_the_tree_too() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs kill(1)");
        var program = program("waits");
        lookUntil("3 × #", program);
        assertThat(start(List.of("/bin/kill", "-USR1", pid(program))).waitFor()).isZero();
        assertThat(program.errorReader().readLine()).contains("heddle-loop-1: 6 tasks alive");
        assertThat(program.errorReader().readLine()).contains("main #");
    }

    @Test
    void what_cannot_be_looked_into_is_a_sentence() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sleep")), "needs sleep(1)");
        var sleep = start(List.of("/bin/sleep", "60"));
        assertThat(look("pstree", sleep).err())
                .isEqualTo("heddle: process " + pid(sleep) + " is no JVM, or one that lets nobody look in"
                        + " (-XX:+DisableAttachMechanism), or has only just started\n");
        assertThat(sleep.isAlive()).as("it came to no harm").isTrue();
        sleep.destroyForcibly().waitFor();
        assertThat(look("ps", sleep).err()).startsWith("heddle: there is no process " + pid(sleep));
        assertThat(look("ps", program("idle")))
                .satisfies(session -> assertThat(session.end()).isEqualTo(ExitCode.UNREACHABLE))
                .satisfies(session -> assertThat(session.err())
                        .endsWith("is a JVM that has opened no loop of Heddle's\n")
                        .hasLineCount(1));
        assertThat(look("ps", program("idle", "-XX:-EnableDynamicAgentLoading")).err())
                .contains("start it with -XX:+EnableDynamicAgentLoading")
                .hasLineCount(1);
        assertThat(Session.of("pstree", "init").end()).isEqualTo(ExitCode.USAGE);
        assertThat(Session.of("ps").end()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_process_that_does_not_answer_is_given_up() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs kill(1)");
        var program = program("waits");
        assertThat(start(List.of("/bin/kill", "-STOP", pid(program))).waitFor()).isZero();
        assertThat(look("ps", program, "--timeout", "0.3").err())
                .startsWith("heddle: process " + pid(program) + " has not answered in time");
    }
}
