package heddle.net;

/// Which code speaks TLS.
public enum TlsProvider {
    /// BoringSSL where its native library loads, the JDK elsewhere.
    AUTO,
    /// BoringSSL through netty-tcnative; an error where it cannot be loaded.
    OPENSSL,
    /// The JDK's own engine.
    JDK
}
