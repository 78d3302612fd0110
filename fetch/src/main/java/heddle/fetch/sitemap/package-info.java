/// Sitemaps as sitemaps.org has them, read front to back.
package heddle.fetch.sitemap;
