/// Streams of bytes with one way to be read, into an array: what the streams of a fetch are made of.
package heddle.fetch.bytes;
