package heddle.net;

/// Why nobody can listen there, and what to do about it.
public enum ListenFailure {
    /// Somebody listens there already.
    ADDRESS_IN_USE("stop who listens there, or take another port (0 finds a free one)"),
    /// The address is not one of this machine.
    ADDRESS_NOT_HERE("take an address of this machine, or 0.0.0.0 for all of them"),
    /// The name has no address that this machine knows of.
    NAME_UNKNOWN("take an IP address of this machine, or a name from its hosts file"),
    /// This user may not: a port below 1024, a folder that is not theirs.
    NOT_PERMITTED("take a port from 1024 up, or a folder that is yours"),
    /// A socket file that nobody listens on is in the way, as a process leaves behind that was killed.
    STALE_SOCKET_FILE("remove it, or listen with replaceStaleFile()"),
    /// A file that is no socket is in the way.
    FILE_IN_THE_WAY("take another path, or move that file away"),
    /// The folder of the socket file does not exist.
    NO_SUCH_FOLDER("make it first"),
    /// The path of the socket file is longer than the operating system allows.
    PATH_TOO_LONG("use a shorter one, such as a folder in /tmp"),
    /// This process may open no more files.
    OUT_OF_FILES("raise the limit (ulimit -n)"),
    /// The certificate or its key cannot be used.
    TLS_FAILED("check that the key belongs to the certificate"),
    /// The operating system said something else; the message holds its words.
    LISTEN_FAILED("check the address");

    private final String advice;

    ListenFailure(String advice) {
        this.advice = advice;
    }

    /// What to do about it.
    public String advice() {
        return advice;
    }
}
