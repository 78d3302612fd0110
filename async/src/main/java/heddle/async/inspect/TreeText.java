package heddle.async.inspect;

import heddle.async.view.GroupView;
import heddle.async.view.LoopStatistics;
import heddle.async.view.LoopView;
import heddle.async.view.TaskView;
import heddle.async.view.TreeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A tree of tasks as lines for people.
final class TreeText {
    /// Who has had a loop for so long holds it; before that it is just running.
    private static final Duration HELD_MIN = Duration.ofMillis(50);

    private final StringBuilder text = new StringBuilder();

    private TreeText() {}

    static String of(TreeView tree) {
        var it = new TreeText();
        if (tree.loops().isEmpty()) {
            it.text.append("no loop is open\n");
        }
        tree.loops().forEach(it::add);
        return it.text.toString();
    }

    private void add(LoopView loop) {
        text.append(heading(loop.statistics())).append('\n');
        loop.holder().filter(holder -> holder.held().compareTo(HELD_MIN) >= 0).ifPresent(holder -> {
            text.append("  HELD for ")
                    .append(Clocks.text(holder.held()))
                    .append(" by ")
                    .append(holder.name())
                    .append("; all else waits. It is at:\n");
            addFrames("      ", holder.stack());
        });
        addAll("", loop.first(), loop.groups());
    }

    private static String heading(LoopStatistics loop) {
        var ready = loop.ready();
        return loop.name() + ": " + loop.tasks().alive() + " tasks alive, "
                + loop.tasks().started() + " started, "
                + (ready.local() + ready.foreign()) + " ready, " + ready.timers() + " timers, opened "
                + Clocks.text(loop.age()) + " ago";
    }

    /// A task's groups are one list, unless it has several open.
    private void addAll(String indent, List<TaskView> tasks, List<GroupView> groups) {
        var lines = new ArrayList<Runnable>();
        var isLast = new boolean[1];
        tasks.forEach(task -> lines.add(() -> add(indent, isLast[0], task)));
        for (var group : groups) {
            group.tasks().forEach(task -> lines.add(() -> add(indent, isLast[0], task)));
            if (group.unseen() > 0) {
                lines.add(() -> addLine(indent, isLast[0], "and " + group.unseen() + " more that were not looked at"));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            isLast[0] = i == lines.size() - 1;
            lines.get(i).run();
        }
    }

    private void add(String indent, boolean isLast, TaskView task) {
        addLine(indent, isLast, line(task));
        String inner = indent + (isLast ? "   " : "│  ");
        if (task.stack().size() > 1) {
            addFrames(inner + "      ", task.stack());
        }
        addAll(inner, List.of(), task.groups());
    }

    private void addLine(String indent, boolean isLast, String line) {
        text.append(indent).append(isLast ? "└─ " : "├─ ").append(line).append('\n');
    }

    private void addFrames(String indent, List<StackTraceElement> stack) {
        stack.forEach(frame -> text.append(indent).append("at ").append(frame).append('\n'));
    }

    private static String line(TaskView task) {
        var line = new StringBuilder();
        if (task.alike() > 1) {
            line.append(task.alike()).append(" × ");
        }
        line.append(task.label())
                .append(task.isCancelled() ? " (cancelled) " : " ")
                .append(activity(task));
        if (task.stack().size() == 1) {
            line.append(" at ").append(place(task.stack().getFirst()));
        }
        task.age()
                .ifPresent(age ->
                        line.append(", started ").append(Clocks.text(age)).append(" ago"));
        task.createdAt().ifPresent(frame -> line.append(", created at ").append(place(frame)));
        return line.toString();
    }

    private static String activity(TaskView task) {
        return switch (task.activity()) {
            case NEW -> "has not run yet";
            case READY -> "runs or is ready to";
            case ENDED -> "has just ended";
            case WAITING ->
                "waits" + (task.waitsFor().isEmpty() ? "" : " for " + task.waitsFor())
                        + task.waited()
                                .map(time -> " since " + Clocks.text(time))
                                .orElse("");
        };
    }

    /// Without loader and module: `Crawler.load(Crawler.java:31)`.
    private static String place(StackTraceElement frame) {
        return new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                .toString();
    }
}
