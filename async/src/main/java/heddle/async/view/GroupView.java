package heddle.async.view;

import java.util.List;

/// The tasks of a group. `unseen` more run that this look had no room or time for.
public record GroupView(boolean isCancelled, List<TaskView> tasks, long unseen) {}
