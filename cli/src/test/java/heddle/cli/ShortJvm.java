package heddle.cli;

import heddle.cli.os.ChildJvm;
import java.util.ArrayList;
import java.util.List;

/// How tests start a further JVM, which lives for a second or so: as [ChildJvm] does, but with neither the optimising
/// compiler nor the parallel collector, which cost such a one more than they give.
final class ShortJvm {
    private ShortJvm() {}

    /// To which further options can be added from its second word on, and the class and its arguments at the end.
    static List<String> command() {
        var command = new ArrayList<>(ChildJvm.command());
        command.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        return command;
    }
}
