/// What messages say about caching (RFC 9111); no cache.
package heddle.http.cache;
