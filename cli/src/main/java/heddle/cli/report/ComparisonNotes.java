package heddle.cli.report;

import java.util.ArrayList;
import java.util.List;

/// What a reader must know to judge a comparison: how it was measured.
final class ComparisonNotes {
    private ComparisonNotes() {}

    static List<String> of(Comparison comparison) {
        var notes = new ArrayList<String>();
        notes.add(
                "Each strategy ran in a JVM of its own, with the same list, time limits and certificate checks, and read every "
                        + "body to its end.");
        notes.add(
                "Before it, the same strategy fetched from an embedded server that nothing else uses until its code was compiled; "
                        + "this warm-up is not counted, and opened no connection to the URLs above.");
        notes.add(
                "Wall time runs from the start of the first URL to the end of the last. CPU time and context switches are the "
                        + "kernel's (getrusage) for the whole process in that time; peak memory is its resident memory's highest mark, "
                        + "growth what that is above the mark at the start; threads are the JVM's platform threads.");
        notes.add("Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " on "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + "which the embedded server, where it was used, shared with the strategy.");
        notes.add(
                "The JVM's own context switches are those of its compiler, collector and service threads in /proc/self/task; at rest"
                        + " means 0.3 s between warm-up and run in which the same JVM did nothing.");
        return List.copyOf(notes);
    }
}
