/// WHATWG URLs: parsing, resolving and serialising, with no I/O. Start at [heddle.url.Url].
package heddle.url;
