/// Lists of every format, opened: what a file is by its first bytes, and how its rows are read.
package heddle.fetch.input;
