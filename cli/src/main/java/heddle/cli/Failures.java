package heddle.cli;

import heddle.cli.report.Terminal;
import heddle.cli.words.UsageException;
import heddle.fetch.job.OtherJobException;
import heddle.fetch.output.OutputException;
import heddle.fetch.store.ForeignObjectException;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.TransportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What a command says, and how it ends, when something was thrown: one sentence with what, where and what to do.
final class Failures {
    private Failures() {}

    static ExitCode report(Throwable failure, Terminal terminal) {
        ExitCode end = exitCode(failure);
        terminal.note("heddle: "
                + (end == ExitCode.INTERNAL ? "internal error, please report it: " + trace(failure) : reason(failure)));
        return end;
    }

    static ExitCode exitCode(Throwable failure) {
        return switch (failure) {
            case UsageException _, OtherJobException _, ForeignObjectException _ -> ExitCode.USAGE;
            case OutputException full when full.isDiskFull() -> ExitCode.DISK_FULL;
            case IOException _, UncheckedIOException _ -> ExitCode.LOCAL_IO;
            case TransportException _ -> ExitCode.UNREACHABLE;
            case HttpTimeoutException timeout
            when timeout.phase().compareTo(Phase.FIRST_BYTE) <= 0 -> ExitCode.UNREACHABLE;
            case HttpException _ -> ExitCode.SOME_FAILED;
            default -> ExitCode.INTERNAL;
        };
    }

    /// The sentence for people.
    static String reason(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException e ->
                e.getFile() + " does not exist" + (e.getReason() == null ? "" : "; " + e.getReason());
            case AccessDeniedException e ->
                "no permission for " + e.getFile() + "; choose another place or change its rights";
            case FileAlreadyExistsException e -> e.getFile() + " exists already; choose another place";
            case NotDirectoryException e -> e.getFile() + " is no folder; choose another place";
            case FileSystemException e ->
                e.getFile() + ": " + (e.getReason() == null ? "cannot be used" : e.getReason());
            case OutputException e when e.isDiskFull() -> e.getMessage() + "; make room, and the same command goes on";
            case UncheckedIOException e when e.getCause() != null -> reason(e.getCause());
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }
}
