package heddle.async.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A task as it stood when it was looked at, with what it has started.
///
/// - `id`: that of its thread, unique in the JVM.
/// - `name`: the name it was started with; empty if none.
/// - `alike`: how many siblings this one stands for, itself included: they do the same at the same place and have
///   started nothing.
/// - `age`: how long ago it first ran; empty before that.
/// - `waited`: how long ago it last ran; empty while it runs, and where coroutines run on the JVM's own scheduler.
/// - `waitsFor`: what it waits for: another task, its own group, or the call that parked it (`Async.sleep`); empty
///   if it does not wait.
/// - `stack`: the place in the user's code, or, if asked for, all frames; the innermost first.
/// - `createdAt`: where it was started; known in debug mode.
/// - `groups`: what it has open, the outermost first.
public record TaskView(
        long id,
        String name,
        int alike,
        Activity activity,
        boolean isCancelled,
        Optional<Duration> age,
        Optional<Duration> waited,
        String waitsFor,
        List<StackTraceElement> stack,
        Optional<StackTraceElement> createdAt,
        List<GroupView> groups) {
    /// What a task is at.
    public enum Activity {
        /// It has not run yet.
        NEW,
        /// It runs, or is ready to.
        READY,
        /// It is parked.
        WAITING,
        /// It has ended, just now.
        ENDED
    }

    /// This view, standing for so many more siblings.
    public TaskView alike(int count) {
        return new TaskView(id, name, count, activity, isCancelled, age, waited, waitsFor, stack, createdAt, groups);
    }

    /// What people call it: its name, else its number.
    public String label() {
        return name.isEmpty() ? "#" + id : name + " #" + id;
    }
}
