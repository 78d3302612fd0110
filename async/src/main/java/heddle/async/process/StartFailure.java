package heddle.async.process;

/// Why a process could not be started.
public enum StartFailure {
    /// There is no such file, or none of that name on the PATH.
    NO_SUCH_PROGRAM,
    /// The file is there, and may not be executed.
    NOT_EXECUTABLE,
    /// The folder to start in does not exist.
    NO_SUCH_FOLDER,
    /// A file that a standard stream should come from or go to cannot be opened.
    NO_SUCH_FILE,
    /// The arguments and the environment are longer than the operating system takes.
    TOO_LONG,
    /// This program runs as many processes as it may, or the operating system has no room for more.
    TOO_MANY_PROCESSES,
    START_FAILED
}
