package heddle.cli;

import heddle.async.Loops;
import heddle.cli.os.ChildJvm;
import java.util.ArrayList;
import java.util.List;

/// How tests start a further JVM, which lives for a second or so: as [ChildJvm] does, but on the footing of this JVM,
/// and with neither the optimising compiler nor the parallel collector, which cost such a one more than they give.
final class ShortJvm {
    private ShortJvm() {}

    /// To which further options can be added from its second word on, and the class and its arguments at the end.
    static List<String> command() {
        return shortLived(onThisFooting());
    }

    /// As [#command()], but with the runtime opened, for what can be seen only there.
    static List<String> opened() {
        return shortLived(ChildJvm.command());
    }

    private static List<String> shortLived(List<String> start) {
        var command = new ArrayList<>(start);
        command.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        return command;
    }

    /// As [ChildJvm#command()], with the runtime opened only if it is here; else without the warning that says so.
    static List<String> onThisFooting() {
        var command = new ArrayList<>(ChildJvm.command());
        try (var loops = Loops.open(1)) {
            if (!loops.statistics().getFirst().isOpened()) {
                command.removeIf(word -> word.startsWith("--add-opens=java.base/java.lang="));
                command.add(1, "-Dorg.slf4j.simpleLogger.log.heddle.async.loop.Opening=error");
            }
        }
        return command;
    }
}
