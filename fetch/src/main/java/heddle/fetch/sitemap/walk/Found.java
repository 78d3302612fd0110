package heddle.fetch.sitemap.walk;

import heddle.fetch.sitemap.SitemapEntry;

/// What comes out of following sitemaps.
sealed interface Found {
    /// A page that one of them names.
    record Page(SitemapEntry entry) implements Found {}

    /// A sitemap that could not be read, or not to its end.
    ///
    /// @param location of it
    /// @param problem  what happened
    record Broken(String location, String problem) implements Found {}
}
