package heddle.async.flight;

import java.time.Duration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/// The Flight Recorder, as far as the runtime cares: whether a recording runs, and what it is told.
///
/// Loading one event class starts a good part of the recorder (0.3 s of CPU), and an event that is off still has to
/// be made and asked. So no event class is loaded before a recording runs, and until then all that is paid is the
/// read of a field. Each caller asks [#isOn()] first. The events are off in the JDK's own settings; a recording
/// enables them by name.
public final class Flight {
    private static boolean isListening;
    /// Not volatile: a task or two may miss the start of a recording.
    private static boolean isOn;

    private Flight() {}

    /// Whether a recording runs.
    public static boolean isOn() {
        return isOn;
    }

    /// Follows the recorder from now on. A JVM without one is left alone.
    public static synchronized void listen() {
        if (isListening) {
            return;
        }
        isListening = true;
        try {
            Listener.install();
        } catch (LinkageError e) {
            isOn = false; // the module jdk.jfr is not there
        }
    }

    private static final class Listener implements FlightRecorderListener {
        static void install() {
            FlightRecorder.addListener(new Listener());
            if (FlightRecorder.isInitialized()) {
                look();
            }
        }

        @Override
        public void recordingStateChanged(Recording recording) {
            look();
        }

        private static void look() {
            boolean runs = FlightRecorder.getFlightRecorder().getRecordings().stream()
                    .anyMatch(one -> one.getState() == RecordingState.RUNNING);
            if (runs && !isOn) {
                for (var event : Events.ALL) {
                    FlightRecorder.register(event);
                }
            }
            isOn = runs;
        }
    }

    /// A task was made, on the calling thread.
    public static void taskStarts(String loop, long task, String name) {
        var event = new Events.TaskStart();
        if (event.isEnabled()) {
            event.loop = loop;
            event.task = task;
            event.taskName = name;
            event.commit();
        }
    }

    /// A task has ended.
    public static void taskEnded(String loop, long task, String name, String outcome) {
        var event = new Events.TaskEnd();
        if (event.isEnabled()) {
            event.loop = loop;
            event.task = task;
            event.taskName = name;
            event.outcome = outcome;
            event.commit();
        }
    }

    /// A coroutine begins a turn.
    public static TurnRecord beginTurn() {
        var event = new Events.Turn();
        event.begin();
        return (loop, task, name) -> {
            event.end();
            if (event.shouldCommit()) {
                event.loop = loop;
                event.task = task;
                event.taskName = name;
                event.commit();
            }
        };
    }

    /// A turn that is being recorded.
    public interface TurnRecord {
        /// It is over, and was taken by `task`.
        void end(String loop, long task, String name);
    }

    /// The watchdog found a loop held.
    public static void held(String loop, Thread holder, Duration held, String stack) {
        var event = new Events.LoopHeld();
        if (event.isEnabled()) {
            event.loop = loop;
            event.task = holder.threadId();
            event.taskName = holder.getName();
            event.heldNanos = held.toNanos();
            event.stack = stack.strip();
            event.commit();
        }
    }

    /// The calling thread, which is not the loop's, made `woken` ready.
    public static void foreignWakeUp(String loop, Thread woken) {
        var event = new Events.ForeignWakeUp();
        if (event.isEnabled()) {
            event.loop = loop;
            event.task = woken.threadId();
            event.taskName = woken.getName();
            event.commit();
        }
    }
}
