package heddle.async.inspect;

import heddle.async.view.ViewOptions;
import java.util.List;

/// What answers another process of the same user that looks in: `heddle ps`, `heddle pstree`. Their agent calls it
/// by name.
public final class Attached {
    private Attached() {}

    /// The answer to `request`: words with a blank between them. `statistics` or `tree`, then any of `json`,
    /// `stacks`, and a number, the most tasks to look at.
    public static String reply(String request) {
        var words = List.of(request.split(" "));
        boolean isJson = words.contains("json");
        if (words.getFirst().equals("statistics")) {
            var statistics = Inspect.statistics();
            return isJson ? Inspect.json(statistics) : Inspect.text(statistics);
        }
        var options = ViewOptions.defaults().withStacks(words.contains("stacks"));
        for (var word : words) {
            if (word.matches("[0-9]{1,9}")) {
                options = options.tasksMax(Integer.parseInt(word));
            }
        }
        var tree = Inspect.tree(options);
        return isJson ? Inspect.json(tree) : Inspect.text(tree);
    }
}
