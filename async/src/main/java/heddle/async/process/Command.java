package heddle.async.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A program and how to start it. Immutable; each method makes another command. No shell looks at the words.
///
/// @param words the program, found on the PATH unless it has a slash, then its arguments
/// @param folder where it starts; empty means here
/// @param environment what is added to this program's environment, or changed there
/// @param input its standard input; nothing
/// @param output its standard output and standard error; pipes
/// @param limits how much it may say, and how long it may take to end
public record Command(
        List<String> words,
        Optional<Path> folder,
        Map<String, String> environment,
        Stdio input,
        Outputs output,
        Limits limits) {

    /// The two outputs.
    ///
    /// @param stdout standard output
    /// @param stderr standard error
    public record Outputs(Stdio stdout, Stdio stderr) {}

    /// Limits on one process.
    ///
    /// @param outputBytesMax how much of each output [Subprocess#run] keeps before it gives up
    /// @param lineBytesMax how long a line of its outputs may be
    /// @param grace how long it may take to end when it is asked to, before it is killed
    public record Limits(int outputBytesMax, int lineBytesMax, Duration grace) {
        public Limits {
            if (outputBytesMax < 1 || lineBytesMax < 1 || grace.isNegative()) {
                throw new IllegalArgumentException(
                        "limits of a process are positive, not outputBytesMax %d, lineBytesMax %d, grace %s"
                                .formatted(outputBytesMax, lineBytesMax, grace));
            }
        }

        /// 16 MiB of each output, lines of 64 KiB, 2 s.
        public static Limits defaults() {
            return new Limits(16 << 20, 64 << 10, Duration.ofSeconds(2));
        }
    }

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command begins with the name of a program");
        }
    }

    /// A program and its arguments, with an empty input and pipes for both outputs.
    public static Command of(String program, String... arguments) {
        var words = new ArrayList<String>(List.of(program));
        words.addAll(List.of(arguments));
        return new Command(
                words,
                Optional.empty(),
                Map.of(),
                Stdio.discarded(),
                new Outputs(Stdio.pipe(), Stdio.pipe()),
                Limits.defaults());
    }

    /// Starts there.
    public Command folder(Path folder) {
        return new Command(words, Optional.of(folder), environment, input, output, limits);
    }

    /// With one more variable in its environment.
    public Command environment(String name, String value) {
        var more = new TreeMap<>(environment);
        more.put(name, value);
        return new Command(words, folder, more, input, output, limits);
    }

    public Command stdin(Stdio stdin) {
        return new Command(words, folder, environment, stdin, output, limits);
    }

    public Command stdout(Stdio stdout) {
        return new Command(words, folder, environment, input, new Outputs(stdout, output.stderr()), limits);
    }

    public Command stderr(Stdio stderr) {
        return new Command(words, folder, environment, input, new Outputs(output.stdout(), stderr), limits);
    }

    /// Gives up when an output that is kept is longer.
    public Command outputBytesMax(int outputBytesMax) {
        return limits(new Limits(outputBytesMax, limits.lineBytesMax(), limits.grace()));
    }

    /// Gives the process so long to end when it is asked to.
    public Command grace(Duration grace) {
        return limits(new Limits(limits.outputBytesMax(), limits.lineBytesMax(), grace));
    }

    public Command limits(Limits limits) {
        return new Command(words, folder, environment, input, output, limits);
    }

    /// The name of the program.
    public String program() {
        return words.getFirst();
    }

    /// The program and how many arguments: those may hold secrets.
    @Override
    public String toString() {
        return "Command[%s, %d arguments]".formatted(program(), words.size() - 1);
    }
}
