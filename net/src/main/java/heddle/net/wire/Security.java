package heddle.net.wire;

/// Whether a connection is encrypted.
public enum Security {
    PLAIN,
    TLS
}
