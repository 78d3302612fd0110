package heddle.cli;

import heddle.cli.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A command line run in this JVM, and what it wrote.
record Session(ExitCode end, String out, String err) {
    static Session of(String... words) {
        return in(Map.of(), words);
    }

    /// The same in an environment of these variables.
    static Session in(Map<String, String> environment, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        ExitCode end = Main.run(List.of(words), environment, new Terminal(out, false, err, false));
        return new Session(end, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
