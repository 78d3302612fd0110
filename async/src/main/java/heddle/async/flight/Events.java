package heddle.async.flight;

import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/// The events that a recording can ask for.
final class Events {
    static final List<Class<? extends Event>> ALL =
            List.of(TaskStart.class, TaskEnd.class, Turn.class, LoopHeld.class, ForeignWakeUp.class);

    private Events() {}

    @Category("Heddle")
    @Enabled(false)
    abstract static class OfTask extends Event {
        @Label("Loop")
        String loop = "";

        @Label("Task")
        @Description("The identifier of the task's thread")
        long task;

        @Label("Task Name")
        String taskName = "";
    }

    @Name("heddle.TaskStart")
    @Label("Task Start")
    @Description("A task was started; the stack is that of who started it")
    static final class TaskStart extends OfTask {}

    @Name("heddle.TaskEnd")
    @Label("Task End")
    @StackTrace(false)
    static final class TaskEnd extends OfTask {
        @Label("Outcome")
        String outcome = "";
    }

    @Name("heddle.Turn")
    @Label("Turn")
    @Description("A coroutine ran for longer than the threshold without giving way")
    @Threshold("10 ms")
    @StackTrace(false)
    static final class Turn extends OfTask {}

    @Name("heddle.LoopHeld")
    @Label("Loop Held")
    @Description("The watchdog found that a coroutine, or the I/O thread, holds its loop")
    @StackTrace(false)
    static final class LoopHeld extends OfTask {
        @Label("Held For")
        @Timespan(Timespan.NANOSECONDS)
        long heldNanos;

        @Label("Stack of the Holder")
        String stack = "";
    }

    @Name("heddle.ForeignWakeUp")
    @Label("Foreign Wake-up")
    @Description("A thread of no loop made a task ready; the stack is that thread's")
    static final class ForeignWakeUp extends OfTask {}
}
