package heddle.fetch.options;

/// What URLs are counted together by, when a host is to be spared.
public enum HostKey {
    /// Host and port, whatever the scheme.
    HOST,
    /// The domain that somebody has registered, with all names below it, on any port (https://publicsuffix.org); an
    /// address is one by itself.
    DOMAIN
}
