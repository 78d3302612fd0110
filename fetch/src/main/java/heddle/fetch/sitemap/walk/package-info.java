/// Sitemaps followed from one to those that it names, in the network, with the manners that pages are asked with.
package heddle.fetch.sitemap.walk;
