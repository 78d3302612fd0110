/// How connections are made, as values: what to look up, how to connect, whom to trust, and why a dial failed.
/// Nothing here does I/O.
package heddle.net;
