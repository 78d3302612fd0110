package heddle.net;

/// Where the addresses of a name came from.
public enum NameOrigin {
    /// Nobody had to be asked: the host is an address, or its name stands in the caller's table or the hosts file.
    KNOWN,
    /// The answer was remembered, or another dial is waiting for it.
    CACHED,
    /// A name server was asked.
    ASKED
}
