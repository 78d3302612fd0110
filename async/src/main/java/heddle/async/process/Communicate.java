package heddle.async.process;

import heddle.async.TaskGroup;
import heddle.async.stream.BrokenStreamException;
import heddle.async.stream.StreamReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Feeds a process, and reads both its outputs meanwhile, so that nobody waits for the other for ever.
final class Communicate {
    private static final byte[] NOTHING = new byte[0];

    private Communicate() {}

    static Completed run(Command command, Optional<byte[]> input) throws IOException {
        try (var process = Subprocess.start(command)) {
            return TaskGroup.call(group -> {
                if (input.isPresent()) {
                    group.start(() -> feed(process, input.get()));
                }
                var stderr = group.start(() -> read(command, command.output().stderr(), process::stderr));
                byte[] stdout = read(command, command.output().stdout(), process::stdout);
                byte[] complaints = stderr.await();
                return new Completed(command.program(), process.waitFor(), stdout, complaints);
            });
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw failed;
        }
    }

    /// A process need not read all that it is given.
    private static void feed(Subprocess process, byte[] input) throws IOException {
        try {
            process.stdin().write(input);
            process.stdin().close();
        } catch (BrokenStreamException readsNoMore) {
            // It has what it needs, or will say what went wrong.
        }
    }

    private static byte[] read(Command command, Stdio stream, Supplier<StreamReader> reader) throws IOException {
        return stream instanceof Stdio.Pipe
                ? reader.get().readAll(command.limits().outputBytesMax())
                : NOTHING;
    }
}
