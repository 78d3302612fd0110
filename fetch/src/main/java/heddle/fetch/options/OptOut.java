package heddle.fetch.options;

/// What is made of an `X-Robots-Tag` field by which a page asks not to be used.
public enum OptOut {
    /// A response with `noai`, `noimageai`, `noindex`, `noimageindex` or `none` for everybody, or for our product
    /// token, is not kept.
    OBEY,
    /// It is a field like any other.
    IGNORE
}
