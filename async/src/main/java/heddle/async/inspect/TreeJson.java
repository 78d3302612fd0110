package heddle.async.inspect;

import heddle.async.view.GroupView;
import heddle.async.view.LoopView;
import heddle.async.view.TaskView;
import heddle.async.view.TreeView;
import java.util.Locale;
import java.util.Optional;

/// A tree of tasks as JSON.
final class TreeJson {
    private final Json json = new Json();

    private TreeJson() {}

    static String of(TreeView tree) {
        var it = new TreeJson();
        it.json.object(() -> {
            it.json.name("at").value(tree.at().toString());
            it.json.name("loops").array(tree.loops(), it::add);
        });
        return it.json.toString();
    }

    private void add(LoopView loop) {
        json.object(() -> {
            json.name("statistics");
            StatisticsJson.add(json, loop.statistics());
            loop.holder()
                    .ifPresent(holder -> json.name("holder").object(() -> {
                        json.name("name").value(holder.name());
                        json.name("heldNanos").value(Optional.of(holder.held()));
                        json.name("stack").array(holder.stack(), frame -> json.value(frame.toString()));
                    }));
            json.name("first").array(loop.first(), this::add);
            json.name("groups").array(loop.groups(), this::add);
        });
    }

    private void add(GroupView group) {
        json.object(() -> {
            json.name("isCancelled").value(group.isCancelled());
            json.name("unseen").value(group.unseen());
            json.name("tasks").array(group.tasks(), this::add);
        });
    }

    private void add(TaskView task) {
        json.object(() -> {
            json.name("id").value(task.id());
            json.name("name").value(task.name());
            json.name("alike").value(task.alike());
            json.name("activity").value(task.activity().name().toLowerCase(Locale.ROOT));
            json.name("isCancelled").value(task.isCancelled());
            json.name("ageNanos").value(task.age());
            json.name("waitedNanos").value(task.waited());
            json.name("waitsFor").value(task.waitsFor());
            json.name("stack").array(task.stack(), frame -> json.value(frame.toString()));
            task.createdAt().ifPresent(frame -> json.name("createdAt").value(frame.toString()));
            json.name("groups").array(task.groups(), this::add);
        });
    }
}
