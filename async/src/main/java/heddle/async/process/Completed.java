package heddle.async.process;

import java.nio.charset.StandardCharsets;

/// A process that has ended, and what it said.
public final class Completed {
    private final String program;
    private final ExitStatus status;
    private final byte[] stdout;
    private final byte[] stderr;

    Completed(String program, ExitStatus status, byte[] stdout, byte[] stderr) {
        this.program = program;
        this.status = status;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /// The name of the program.
    public String program() {
        return program;
    }

    /// How it ended.
    public ExitStatus status() {
        return status;
    }

    /// Its standard output, which is not copied; empty unless that was a pipe.
    public byte[] stdout() {
        return stdout;
    }

    /// Its standard error, which is not copied; empty unless that was a pipe.
    public byte[] stderr() {
        return stderr;
    }

    /// Its standard output as text in UTF-8.
    public String text() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /// Its standard error as text in UTF-8.
    public String errorText() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    /// This, if the exit code is zero; else throws [CommandFailedException], which tells what the process had to
    /// say.
    public Completed orThrow() throws CommandFailedException {
        if (!status.isSuccess()) {
            throw new CommandFailedException(this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "Completed[%s, %s, %d and %d bytes]".formatted(program, status, stdout.length, stderr.length);
    }
}
