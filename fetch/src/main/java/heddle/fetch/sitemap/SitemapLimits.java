package heddle.fetch.sitemap;

/// What sitemaps are held to. The protocol (sitemaps.org) has the first two; it knows one level of indexes, of which
/// some sites have more.
///
/// @param entriesMax   of one, 50,000 by default
/// @param bytesMax     of one, after decompression, 50 MiB by default
/// @param documentsMax that are read, the first ones included, 50,000 by default
/// @param depthMax     from the first one, which is at 0, to those that are read no more, 5 by default
public record SitemapLimits(int entriesMax, long bytesMax, int documentsMax, int depthMax) {
    /// Checks that every limit is one.
    public SitemapLimits {
        if (entriesMax < 1 || bytesMax < 1 || documentsMax < 1 || depthMax < 1) {
            throw new IllegalArgumentException("a limit of sitemaps must be 1 or more");
        }
    }

    /// The defaults named above.
    public static SitemapLimits defaults() {
        return new SitemapLimits(50_000, 50L << 20, 50_000, 5);
    }
}
