package heddle.async.process;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/// Where one of the three standard streams of a process comes from or goes to.
public sealed interface Stdio {
    /// A stream of this program's: [Subprocess#stdin()], [Subprocess#stdout()] or [Subprocess#stderr()].
    static Stdio pipe() {
        return new Pipe();
    }

    /// That of this program.
    static Stdio inherited() {
        return new Inherited();
    }

    /// Nothing: an input that is empty, an output that is thrown away.
    static Stdio discarded() {
        return new Discarded();
    }

    /// A file, which is read from the beginning, or written over.
    static Stdio file(Path path) {
        return new File(path);
    }

    /// A file that is written on at its end. For outputs.
    static Stdio appended(Path path) {
        return new Appended(path);
    }

    /// See [#pipe()].
    record Pipe() implements Stdio {}

    /// See [#inherited()].
    record Inherited() implements Stdio {}

    /// See [#discarded()].
    record Discarded() implements Stdio {}

    /// See [#file(Path)].
    record File(Path path) implements Stdio {}

    /// See [#appended(Path)].
    record Appended(Path path) implements Stdio {}

    /// For an input.
    default Redirect from() {
        return switch (this) {
            case Pipe _ -> Redirect.PIPE;
            case Inherited _ -> Redirect.INHERIT;
            case Discarded _ ->
                Redirect.from(new java.io.File(java.io.File.separatorChar == '/' ? "/dev/null" : "NUL"));
            case File(var path) -> Redirect.from(path.toFile());
            case Appended _ -> throw new IllegalArgumentException("an input cannot be appended to");
        };
    }

    /// For an output.
    default Redirect to() {
        return switch (this) {
            case Pipe _ -> Redirect.PIPE;
            case Inherited _ -> Redirect.INHERIT;
            case Discarded _ -> Redirect.DISCARD;
            case File(var path) -> Redirect.to(path.toFile());
            case Appended(var path) -> Redirect.appendTo(path.toFile());
        };
    }
}
