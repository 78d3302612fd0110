package heddle.async.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Starts the processes of the operating system, and explains why it cannot. Blocks: for threads that may.
final class Starting {
    /// The JDK gives the number of the error in its text alone.
    private static final Pattern ERROR = Pattern.compile("error[=:] ?(\\d+)");

    private static final int NO_SUCH_FILE = 2;
    private static final int TOO_LONG = 7;
    private static final int TRY_AGAIN = 11;
    private static final int NO_MEMORY = 12;
    private static final int NOT_PERMITTED = 13;

    private Starting() {}

    static Process start(Command command) throws StartException {
        checkFiles(command);
        var builder = new ProcessBuilder(command.words());
        command.folder().ifPresent(folder -> builder.directory(folder.toFile()));
        builder.environment().putAll(command.environment());
        builder.redirectInput(command.input().from());
        builder.redirectOutput(command.output().stdout().to());
        builder.redirectError(command.output().stderr().to());
        try {
            return builder.start();
        } catch (IOException e) {
            throw explain(command, e);
        }
    }

    private static void checkFiles(Command command) throws StartException {
        var folder = command.folder();
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new StartException(
                    StartFailure.NO_SUCH_FOLDER, command, "the folder %s does not exist".formatted(folder.get()), null);
        }
        if (command.input() instanceof Stdio.File(var path) && !Files.isReadable(path)) {
            throw new StartException(
                    StartFailure.NO_SUCH_FILE, command, "its input %s cannot be read".formatted(path), null);
        }
        for (var output : List.of(command.output().stdout(), command.output().stderr())) {
            var missing = folderThatIsMissing(output);
            if (missing.isPresent()) {
                throw new StartException(
                        StartFailure.NO_SUCH_FILE,
                        command,
                        "its output %s cannot be written".formatted(missing.get()),
                        null);
            }
        }
    }

    private static Optional<Path> folderThatIsMissing(Stdio output) {
        var path = switch (output) {
            case Stdio.File(var file) -> file;
            case Stdio.Appended(var file) -> file;
            case Stdio.Pipe _, Stdio.Inherited _, Stdio.Discarded _ -> null;
        };
        if (path == null) {
            return Optional.empty();
        }
        var folder = path.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) ? Optional.empty() : Optional.of(path);
    }

    private static StartException explain(Command command, IOException problem) {
        var found = ERROR.matcher(String.valueOf(problem.getMessage()));
        int error = found.find() ? Integer.parseInt(found.group(1)) : 0;
        var hasSlash = command.program().indexOf('/') >= 0;
        return switch (error) {
            case NO_SUCH_FILE ->
                new StartException(
                        StartFailure.NO_SUCH_PROGRAM,
                        command,
                        hasSlash
                                ? "there is no such file; correct the path"
                                : "no program of that name is on the PATH (%s); install it, or give its whole path"
                                        .formatted(System.getenv("PATH")),
                        problem);
            case NOT_PERMITTED ->
                new StartException(
                        StartFailure.NOT_EXECUTABLE,
                        command,
                        "this user may not execute it; make it executable (chmod +x), or start its interpreter with it",
                        problem);
            case TOO_LONG ->
                new StartException(
                        StartFailure.TOO_LONG,
                        command,
                        "its arguments and environment are too long; hand them over in a file or its input",
                        problem);
            case TRY_AGAIN, NO_MEMORY ->
                new StartException(
                        StartFailure.TOO_MANY_PROCESSES,
                        command,
                        "the operating system has no room for another process; run fewer at once, or raise the limit (ulimit -u)",
                        problem);
            default ->
                new StartException(StartFailure.START_FAILED, command, String.valueOf(problem.getMessage()), problem);
        };
    }
}
