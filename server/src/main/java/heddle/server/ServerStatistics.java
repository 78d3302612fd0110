package heddle.server;

/// What a server is doing, at about one moment.
///
/// @param connections open now
/// @param answering requests that handlers work on now
/// @param requests that reached a handler so far
/// @param refused requests and connections that were turned away before
public record ServerStatistics(int connections, int answering, long requests, long refused) {}
