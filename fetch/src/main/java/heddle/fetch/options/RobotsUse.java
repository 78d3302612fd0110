package heddle.fetch.options;

/// What is made of robots.txt.
public enum RobotsUse {
    /// What it forbids is not asked for, and a `Crawl-delay` is kept (RFC 9309).
    OBEY,
    /// It is not asked for.
    IGNORE
}
