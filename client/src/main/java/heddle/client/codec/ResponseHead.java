package heddle.client.codec;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;

/// The head of a response.
///
/// @param version of the status line
/// @param status of the status line
/// @param headers in the order of the wire
public record ResponseHead(HttpVersion version, Status status, Headers headers) {}
