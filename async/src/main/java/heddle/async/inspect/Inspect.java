package heddle.async.inspect;

import heddle.async.loop.Loop;
import heddle.async.loop.OpenLoops;
import heddle.async.view.LoopStatistics;
import heddle.async.view.TreeView;
import heddle.async.view.ViewOptions;
import java.util.List;

/// A look at all loops of this JVM, from any thread, also while a loop is held: nothing here asks a loop for
/// anything.
///
///     log.info("{}", Inspect.statistics());
///     System.err.print(Inspect.text(Inspect.tree()));
///
/// From outside the process `heddle ps PID` and `heddle pstree PID` show the same. Simulated loops are left out.
public final class Inspect {
    private Inspect() {}

    /// What each open loop has done and has before it, in the order they were opened.
    public static List<LoopStatistics> statistics() {
        return OpenLoops.all().stream().map(Loop::statistics).toList();
    }

    /// The tasks of all loops: who started whom, what each waits for, since when, and where.
    public static TreeView tree() {
        return tree(ViewOptions.defaults());
    }

    /// As [#tree()], as closely as `options` say.
    public static TreeView tree(ViewOptions options) {
        return new Walk(options).look();
    }

    /// `tree` for people: a line a task.
    public static String text(TreeView tree) {
        return TreeText.of(tree);
    }

    /// `tree` for programs: a JSON object. Times are whole numbers of nanoseconds.
    public static String json(TreeView tree) {
        return TreeJson.of(tree);
    }

    /// `statistics` for people: a table.
    public static String text(List<LoopStatistics> statistics) {
        return StatisticsText.of(statistics);
    }

    /// `statistics` for programs: a JSON array.
    public static String json(List<LoopStatistics> statistics) {
        return StatisticsJson.of(statistics);
    }

    /// Writes the tree to standard error whenever this process gets the signal of that name (`USR1`), from now on;
    /// the JVM keeps `QUIT` for itself. The system property `heddle.async.treeSignal` does the same when the first
    /// loop is opened. Throws [IllegalArgumentException] if the JVM does not give that signal away.
    public static void onSignal(String name) {
        TreeSignal.listen(name);
    }
}
