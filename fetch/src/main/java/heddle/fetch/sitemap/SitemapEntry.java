package heddle.fetch.sitemap;

import java.util.Map;

/// What a sitemap names.
///
/// @param kind   of what is there
/// @param url    where it is
/// @param fields what else is said of it: `lastmod`, `changefreq`, `priority`, those that are there
public record SitemapEntry(Kind kind, String url, Map<String, String> fields) {
    /// What can be named.
    public enum Kind {
        /// A page.
        PAGE,
        /// Another sitemap.
        SITEMAP
    }

    /// Copies the map.
    public SitemapEntry {
        fields = Map.copyOf(fields);
    }
}
