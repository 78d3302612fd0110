package heddle.async.inspect;

import heddle.async.loop.Holding;
import heddle.async.loop.Loop;
import heddle.async.loop.OpenLoops;
import heddle.async.scope.Child;
import heddle.async.scope.Group;
import heddle.async.scope.Roots;
import heddle.async.view.GroupView;
import heddle.async.view.LoopView;
import heddle.async.view.LoopView.Holder;
import heddle.async.view.TaskView;
import heddle.async.view.TreeView;
import heddle.async.view.ViewOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One walk through the tasks of all loops, on the caller's thread and while they run.
///
/// **Safe, not exact.** It reads what the loops write without telling them. Every link it follows leads to an object
/// that is or was a member there, and from a newer member to an older one, so it ends; a task that comes or goes
/// meanwhile is seen or not. So it works just as well on a loop that is held, which is when it is needed most.
///
/// **Bounded.** By number, by time and by depth. A group gets half of what is left at most, and a crowd half of the
/// time, so that a million tasks of one do not hide the others; the rest is counted.
///
/// It goes twice: first to see who there is and who waits for whose end, then to look at each.
final class Walk {
    /// A level is four of JSON, and readers of JSON allow a thousand.
    private static final int DEPTH_MAX = 200;
    /// So many are a crowd.
    private static final int CROWD_MIN = 100;

    private final ViewOptions options;
    private final long startNanos = System.nanoTime();
    private final long endNanos;
    private final Map<Thread, String> waits = new HashMap<>();
    private int left;

    private record Node(Child<?> child, List<Branch> groups) {}

    private record Branch(Group group, List<Node> members, long unseen) {}

    Walk(ViewOptions options) {
        this.options = options;
        this.endNanos = startNanos + options.timeMax().toNanos();
        this.left = options.tasksMax();
    }

    TreeView look() {
        return new TreeView(
                Instant.now(), OpenLoops.all().stream().map(this::look).toList());
    }

    private LoopView look(Loop loop) {
        var holder = Optional.ofNullable(loop.holding()).map(Walk::holder);
        var roots = Roots.of(loop);
        long now = System.nanoTime();
        long halfNanos = now + (endNanos - now) / 2;
        var first =
                roots.first().stream().map(child -> find(child, 0, halfNanos)).toList();
        var groups = roots.groups().stream()
                .filter(group -> group.size() > 0)
                .map(group -> find(group, 0, halfNanos))
                .toList();
        return new LoopView(
                loop.statistics(),
                holder,
                first.stream().map(child -> view(child, endNanos)).toList(),
                groups.stream().map(group -> view(group, endNanos)).toList());
    }

    private static Holder holder(Holding holding) {
        var thread = holding.thread();
        var name = holding.coroutine() instanceof Child<?> child
                ? "task " + label(child)
                : "thread " + (thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName());
        return new Holder(name, holding.held(), holding.stack());
    }

    private Node find(Child<?> child, int depth, long untilNanos) {
        left--;
        child.awaiters().forEach(thread -> waits.put(thread, "task " + label(child)));
        return new Node(
                child,
                child.openGroups().stream()
                        .map(group -> find(group, depth, untilNanos))
                        .toList());
    }

    private Branch find(Group group, int depth, long untilNanos) {
        int size = group.size();
        var waiter = group.waiter();
        if (waiter != null) {
            waits.put(waiter, group.isJoining() ? "the end of its " + counted(size, "task") : "tasks of its group");
        }
        var members = new ArrayList<Node>();
        if (depth < DEPTH_MAX) {
            long mineNanos = shareOf(size, untilNanos);
            for (var child : inOrder(group.newest((left + 1) / 2))) {
                if (left <= 0 || System.nanoTime() - mineNanos >= 0) {
                    break;
                }
                if (!child.isDone()) {
                    members.add(find(child, depth + 1, mineNanos));
                }
            }
        }
        return new Branch(group, members, Math.max(0, size - members.size()));
    }

    /// As they were started. Where they run in parallel, they become members in another order.
    private static List<Child<?>> inOrder(List<Child<?>> members) {
        return members.stream()
                .sorted((one, other) ->
                        Long.compare(one.thread().threadId(), other.thread().threadId()))
                .toList();
    }

    /// Until when a group of so many may be looked at.
    private static long shareOf(int size, long untilNanos) {
        long now = System.nanoTime();
        return size > CROWD_MIN ? now + (untilNanos - now) / 2 : untilNanos;
    }

    private GroupView view(Branch branch, long untilNanos) {
        var views = new LinkedHashMap<Object, TaskView>();
        long mineNanos = shareOf(branch.members().size(), untilNanos);
        long unseen = branch.unseen();
        for (var member : branch.members()) {
            if (System.nanoTime() - mineNanos >= 0) {
                unseen++;
            } else {
                var view = view(member, mineNanos);
                views.merge(likeness(view), view, (one, more) -> one.alike(one.alike() + 1));
            }
        }
        return new GroupView(branch.group().scope().isCancelled(), List.copyOf(views.values()), unseen);
    }

    /// What a task has to have in common with another to be shown as one with it.
    private Object likeness(TaskView view) {
        return options.withStacks() || !view.groups().isEmpty()
                ? view
                : List.of(
                        view.name(),
                        view.activity(),
                        view.isCancelled(),
                        view.waitsFor(),
                        view.stack(),
                        view.createdAt());
    }

    private TaskView view(Node node, long untilNanos) {
        var child = node.child();
        var activity = activity(child);
        var frames = List.of(child.thread().getStackTrace());
        boolean isWaiting = activity == TaskView.Activity.WAITING;
        return new TaskView(
                child.thread().threadId(),
                child.name(),
                1,
                activity,
                child.scope().isCancelled(),
                Clocks.since(child.startedNanos(), startNanos),
                isWaiting ? Clocks.since(child.sinceNanos(), startNanos) : Optional.empty(),
                isWaiting ? waits.getOrDefault(child.thread(), Frames.call(frames)) : "",
                options.withStacks() ? frames : Frames.place(frames),
                createdAt(child),
                node.groups().stream().map(group -> view(group, untilNanos)).toList());
    }

    private static TaskView.Activity activity(Child<?> child) {
        return switch (child.thread().getState()) {
            case NEW -> TaskView.Activity.NEW;
            case RUNNABLE -> child.startedNanos() == 0 ? TaskView.Activity.NEW : TaskView.Activity.READY;
            case BLOCKED, WAITING, TIMED_WAITING -> TaskView.Activity.WAITING;
            case TERMINATED -> TaskView.Activity.ENDED;
        };
    }

    private static Optional<StackTraceElement> createdAt(Child<?> child) {
        var origin = child.origin();
        return origin == null
                ? Optional.empty()
                : Frames.place(List.of(origin.getStackTrace())).stream().findFirst();
    }

    private static String label(Child<?> child) {
        long id = child.thread().threadId();
        return child.name().isEmpty() ? "#" + id : child.name() + " #" + id;
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
