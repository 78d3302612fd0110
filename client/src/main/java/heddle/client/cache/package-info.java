/// A private cache of responses (RFC 9111), as a middleware: [HttpCache], and where it keeps them ([CacheStore]). Above
/// the doors of `heddle.client`, which do not know it.
package heddle.client.cache;
