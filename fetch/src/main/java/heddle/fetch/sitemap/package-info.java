/// Sitemaps as sitemaps.org has them: read front to back, and followed from one to those that it names.
package heddle.fetch.sitemap;
