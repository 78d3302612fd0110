/// Cookies as nouns and rules (RFC 6265bis), without I/O.
package heddle.http.cookie;
