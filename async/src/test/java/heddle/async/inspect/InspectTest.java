package heddle.async.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.Loops;
import heddle.async.TaskGroup;
import heddle.async.task.Task;
import heddle.async.view.GroupView;
import heddle.async.view.LoopStatistics;
import heddle.async.view.LoopView;
import heddle.async.view.TaskView;
import heddle.async.view.TaskView.Activity;
import heddle.async.view.TreeView;
import heddle.async.view.ViewOptions;
import heddle.user.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
@Timeout(60)
class InspectTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Loops loops = Loops.open(1, LoopOptions.defaults().heldMax(Duration.ZERO));

    @AfterEach
    void close() {
        loops.close();
    }

    /// Looks until `isThere`: tasks take a moment to get where they are going to wait.
    private static TreeView lookUntil(ViewOptions options, Predicate<TreeView> isThere) {
        long end = System.nanoTime() + LIMIT.toNanos();
        var tree = Inspect.tree(options);
        for (; !isThere.test(tree); tree = Inspect.tree(options)) {
            assertThat(System.nanoTime() - end)
                    .as("it comes to be as expected; it is:%n%s", Inspect.text(tree))
                    .isNegative();
            Thread.onSpinWait();
        }
        return tree;
    }

    private static TreeView lookUntilWaiting(String name) {
        return lookUntil(
                ViewOptions.defaults(),
                tree -> all(tree).stream().anyMatch(task -> task.name().equals(name) && isParkedByUser(task)));
    }

    /// Until each of [Program#family] is where it stays.
    private static TreeView lookUntilAllWait() {
        return lookUntil(
                ViewOptions.defaults(),
                tree -> all(tree).stream()
                        .map(TaskView::waitsFor)
                        .map(it -> it.replaceAll("#.*", ""))
                        .toList()
                        .containsAll(
                                List.of("the end of its 3 tasks", "Async.sleep", "task worker ", "Semaphore.acquire")));
    }

    private static boolean isParkedByUser(TaskView task) {
        return task.activity() == Activity.WAITING
                && task.stack().stream().anyMatch(frame -> frame.getClassName().equals(Program.class.getName()));
    }

    private static List<TaskView> all(TreeView tree) {
        var all = new ArrayList<TaskView>();
        for (LoopView loop : tree.loops()) {
            loop.first().forEach(task -> collect(task, all));
            loop.groups().forEach(group -> collect(group, all));
        }
        return all;
    }

    private static void collect(GroupView group, List<TaskView> all) {
        group.tasks().forEach(task -> collect(task, all));
    }

    private static void collect(TaskView task, List<TaskView> all) {
        all.add(task);
        task.groups().forEach(group -> collect(group, all));
    }

    private static TaskView named(TreeView tree, String name) {
        return all(tree).stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_tree_shows_who_waits_for_whom_and_where() {
        var parent = loops.submit(() -> Program.family());
        var tree = lookUntilAllWait();
        var worker = named(tree, "worker");
        assertThat(worker.waitsFor()).isEqualTo("Async.sleep");
        assertThat(worker.stack())
                .singleElement()
                .satisfies(frame -> assertThat(frame.getMethodName()).isEqualTo("dawdle"));
        assertThat(worker.age()).isPresent();
        assertThat(named(tree, "boss").waitsFor()).isEqualTo("task worker #" + worker.id());
        assertThat(named(tree, "idler").waitsFor()).isEqualTo("Semaphore.acquire");
        var family = all(tree).stream()
                .filter(task -> !task.groups().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(family.waitsFor()).isEqualTo("the end of its 3 tasks");
        assertThat(family.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.tasks())
                        .extracting(TaskView::name)
                        .containsExactly("worker", "boss", "idler"));
        parent.cancel();
    }

    @Test
    void the_text_is_a_line_a_task() {
        var parent = loops.submit(() -> Program.family());
        var text = Inspect.text(lookUntilAllWait());
        assertThat(text)
                .containsPattern("heddle-loop-\\d+: 4 tasks alive, 4 started")
                .containsPattern("└─ #\\d+ waits for the end of its 3 tasks .*at heddle.user.Program.family")
                .containsPattern("   ├─ worker #\\d+ waits for Async.sleep")
                .containsPattern("   └─ idler #\\d+ waits for Semaphore.acquire.* at heddle.user.Program.queueUp");
        parent.cancel();
    }

    @Test
    void the_first_task_of_a_run_is_the_root_and_sees_itself() {
        var tree = Async.run(() -> Inspect.tree());
        assertThat(tree.loops().getLast().first()).singleElement().satisfies(task -> {
            assertThat(task.name()).isEqualTo("main");
            assertThat(task.activity()).isEqualTo(Activity.READY);
        });
    }

    @Test
    void siblings_that_do_the_same_are_one_line_and_the_rest_is_counted() {
        int count = 3_000;
        var parent = loops.submit(() -> TaskGroup.run(group -> {
            for (int i = 0; i < count; i++) {
                group.start(() -> Program.dawdle());
            }
        }));
        var closely = ViewOptions.defaults();
        var tree = lookUntil(closely, it -> all(it).stream().anyMatch(task -> task.alike() == count));
        assertThat(all(tree)).hasSize(2);
        var group = lookUntil(closely.tasksMax(1_000), it -> all(it).size() == 2)
                .loops()
                .getLast()
                .groups()
                .getFirst();
        var members = group.tasks().getFirst().groups().getFirst();
        assertThat(members.tasks().getFirst().alike()).isBetween(400, 600);
        assertThat(members.unseen())
                .isEqualTo(count - members.tasks().getFirst().alike());
        assertThat(Inspect.text(Inspect.tree(closely.tasksMax(1_000)))).contains("more that were not looked at");
        parent.cancel();
    }

    @Test
    void a_crowd_hides_nobody_else() {
        var parent = loops.submit(() -> TaskGroup.run(group -> {
            group.start(
                    "crowd",
                    () -> TaskGroup.run(crowd -> {
                        for (int i = 0; i < 20_000; i++) {
                            crowd.start(() -> Program.dawdle());
                        }
                    }));
            group.start("last", () -> Program.dawdle());
        }));
        lookUntilWaiting("last");
        // Where they run beside the loop's thread, all can have been started, and none have begun and be seen.
        var tree = lookUntil(
                ViewOptions.defaults(),
                it -> named(it, "crowd").waitsFor().equals("the end of its 20000 tasks")
                        && named(it, "crowd").groups().getFirst().unseen() < 20_000);
        assertThat(named(tree, "last").waitsFor()).isEqualTo("Async.sleep");
        var hasty = Inspect.tree(ViewOptions.defaults().timeMax(Duration.ofSeconds(1)));
        assertThat(named(hasty, "last").waitsFor()).isEqualTo("Async.sleep");
        var crowd = named(hasty, "crowd").groups().getFirst();
        assertThat(crowd.unseen()).isBetween(15_000L, 19_999L);
        assertThat(crowd.unseen()
                        + crowd.tasks().stream().mapToInt(TaskView::alike).sum())
                .isEqualTo(20_000);
        parent.cancel();
    }

    @Test
    void a_deep_tree_is_followed_so_far_and_no_further() throws Exception {
        var reached = new CountDownLatch(1);
        var parent = loops.submit(() -> Program.nest(1_000, reached));
        reached.await();
        var tree = lookUntil(ViewOptions.defaults(), it -> all(it).size() >= 200);
        assertThat(all(tree)).hasSizeBetween(200, 202);
        assertThat(Inspect.text(tree)).contains("and 1 more that were not looked at");
        parent.cancel();
    }

    @Test
    void a_cancelled_tree_says_so() {
        var release = new CountDownLatch(1);
        var parent = loops.submit(() -> TaskGroup.run(group -> group.start("tidy", () -> {
            try {
                Program.dawdle();
            } finally {
                Async.shield(() -> Program.queueUp(release));
            }
        })));
        try {
            lookUntilWaiting("tidy");
            parent.cancel();
            var tree = lookUntil(
                    ViewOptions.defaults(),
                    it -> named(it, "tidy").waitsFor().equals("CountDownLatch.await")
                            && Inspect.text(it).contains("(cancelled) waits for the end of its 1 task"));
            var root = all(tree).getFirst();
            assertThat(root.isCancelled()).isTrue();
            assertThat(root.groups().getFirst().isCancelled()).isTrue();
            assertThat(named(tree, "tidy").isCancelled())
                    .as("inside its shield")
                    .isFalse();
        } finally {
            release.countDown();
        }
    }

    @Test
    void a_held_loop_is_shown_with_the_stack_of_who_holds_it() throws Exception {
        assumeThat(loops.statistics().getFirst().isOpened())
                .as("coroutines hold a loop only where it is their scheduler")
                .isTrue();
        var holding = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var sleeper = loops.submit(() -> Program.dawdle());
        loops.submit(() -> TaskGroup.run(group -> group.start("hog", () -> Program.hog(holding, release))));
        holding.await();
        try {
            var tree = lookUntil(
                    ViewOptions.defaults(),
                    it -> it.loops()
                            .getLast()
                            .holder()
                            .filter(holder -> holder.held().toMillis() >= 60)
                            .isPresent());
            var holder = tree.loops().getLast().holder().orElseThrow();
            assertThat(holder.name()).startsWith("task hog #");
            assertThat(holder.stack()).anyMatch(frame -> frame.getMethodName().equals("hog"));
            assertThat(Inspect.text(tree))
                    .containsPattern(
                            "HELD for \\d+ ms by task hog #\\d+; all else waits. It is at:\n(.*\n)*?.*Program.hog")
                    .contains("waits for Async.sleep");
        } finally {
            release.countDown();
            sleeper.cancel();
        }
    }

    @Test
    void whole_stacks_are_there_when_asked_for() {
        var parent = loops.submit(() -> Program.family());
        lookUntilWaiting("worker");
        var tree = Inspect.tree(ViewOptions.defaults().withStacks(true));
        assertThat(named(tree, "worker").stack()).hasSizeGreaterThan(5);
        assertThat(Inspect.text(tree)).containsPattern("\n +│ +at .*LockSupport.park");
        parent.cancel();
    }

    @Test
    void statistics_count_tasks_turns_and_wake_ups() {
        var before = loops.statistics().getFirst();
        // They yield for turns of coroutines, and sleep for one of the I/O thread, which fires timers.
        loops.submit(() -> Async.forEach(List.of(1, 2, 3), _ -> {
                    Async.yield();
                    Async.sleep(Duration.ofMillis(1));
                }))
                .await();
        var after = lookUntilAllEnded();
        assertThat(after.tasks().started() - before.tasks().started()).isEqualTo(4);
        assertThat(after.turns().io()).isGreaterThan(before.turns().io());
        assertThat(after.wakeUps().sleeps()).isPositive();
        assertThat(after.name()).startsWith("heddle-loop-");
        if (after.isOpened()) {
            assertThat(after.turns().coroutine() - before.turns().coroutine()).isGreaterThanOrEqualTo(7);
            assertThat(after.wakeUps().foreign()).isPositive();
        }
        assertThat(Inspect.statistics()).extracting(it -> it.name()).contains(after.name());
        assertThat(Inspect.text(Inspect.statistics())).contains("LOOP", after.name());
    }

    private LoopStatistics lookUntilAllEnded() {
        while (true) {
            var now = loops.statistics().getFirst();
            if (now.tasks().alive() == 0) {
                return now;
            }
            Thread.onSpinWait();
        }
    }

    /// Looking suspends coroutines that are about to be woken; none may miss its wake-up for that.
    @Test
    void looking_loses_no_wake_up() {
        var ended = new AtomicInteger();
        Task<?> busy = loops.submit(() -> Async.forEach(List.of(1, 2, 3, 4, 5, 6, 7, 8), _ -> {
            for (int i = 0; i < 2_000; i++) {
                Async.toThread(() -> {});
                Async.yield();
            }
            ended.incrementAndGet();
        }));
        while (!busy.isDone()) {
            Inspect.tree(ViewOptions.defaults().withStacks(true));
        }
        assertThat(ended).hasValue(8);
    }

    @Test
    void in_debug_mode_a_task_tells_where_it_was_created() {
        try (var debugged = Loops.open(1, LoopOptions.defaults().isDebugged(true))) {
            var parent = debugged.submit(() -> Program.family());
            var worker = named(lookUntilWaiting("worker"), "worker");
            assertThat(worker.createdAt())
                    .hasValueSatisfying(frame -> assertThat(frame.toString()).contains("Program"));
            parent.cancel();
        }
    }

    @Test
    void options_say_what_is_out_of_range() {
        assertThatThrownBy(() -> ViewOptions.defaults().tasksMax(0)).hasMessage("tasksMax is 0; it must be at least 1");
    }
}
