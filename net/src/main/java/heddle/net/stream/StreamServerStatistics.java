package heddle.net.stream;

/// What a server is doing and has done.
///
/// @param open connections that are being handled
/// @param accepted connections so far
/// @param failed those whose TLS handshake or handler failed
public record StreamServerStatistics(int open, long accepted, long failed) {}
