package heddle.url;

/// The part of a URL that cannot be parsed. Only these can be wrong: the URL Standard accepts every path, query and
/// fragment.
public enum UrlPart {
    /// What stands before the first colon, such as `https`.
    SCHEME,
    /// A domain name, IPv4 address, or IPv6 address in brackets.
    HOST,
    /// The number after the host.
    PORT
}
