package heddle.net;

/// Which addresses may be dialled. It is asked about each address, after names were looked up: what a URL says, and
/// what a name led to before, does not count.
public enum Reach {
    /// Any.
    ANYWHERE,
    /// Those of the public Internet alone: none of this machine, of private networks or of a special purpose, by the
    /// registries of IANA. For programs that fetch what strangers name.
    PUBLIC
}
