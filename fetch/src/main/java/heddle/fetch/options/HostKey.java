package heddle.fetch.options;

/// What URLs are counted together by, when a host is to be spared.
public enum HostKey {
    /// Host and port, whatever the scheme.
    HOST,
    /// The domain that somebody has registered, with all names below it, on any port (https://publicsuffix.org); an
    /// address is one by itself.
    DOMAIN,
    /// The address that its name leads to when it is read first, whatever the name and the port. Names are
    /// looked up for that while the list is read, several at once, and once more when they are asked.
    IP
}
