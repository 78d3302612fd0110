/// Bytes in order: the reading and the writing end of a connection or of a pipe to another process.
package heddle.async.stream;
