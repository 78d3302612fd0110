package heddle.cli;

/// What the command tells the shell when it ends.
///
/// The meanings are those of the `--help` footer; scripts rely on them, so a number never changes its meaning.
enum ExitCode {
    /// Everything that was asked for was done.
    OK(0),
    /// A fault of Heddle itself.
    INTERNAL(1),
    /// The command line was wrong.
    USAGE(2),
    /// A local file or folder could not be read or written.
    LOCAL_IO(3),
    /// Nothing could be reached.
    UNREACHABLE(4),
    /// Some URLs failed.
    SOME_FAILED(8),
    /// Stopped by a signal; what was written is whole, and the same command goes on.
    STOPPED(11),
    /// Stopped by a second signal, at once; the same command goes on from the last saved state.
    FORCED(13),
    /// Enough was read (`--size-limit`); what was written is whole, and the same command goes on.
    SIZE_LIMIT(14),
    /// The time was over (`--time-limit`); what was written is whole, and the same command goes on.
    TIME_LIMIT(15),
    /// The disk is full; once there is room, the same command goes on.
    DISK_FULL(16),
    /// Nobody read standard output to the end of what was asked for: as SIGPIPE ends `cat`.
    READER_GONE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
