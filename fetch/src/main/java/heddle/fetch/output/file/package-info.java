/// What outputs in files are made of: threads that write, codings, segments, bytes that wait.
package heddle.fetch.output.file;
