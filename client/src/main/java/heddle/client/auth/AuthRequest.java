package heddle.client.auth;

import heddle.http.Method;
import heddle.url.Url;
import java.util.Optional;

/// What an [Auth] may know of a request.
///
/// @param method of the request
/// @param url without user and password
/// @param body its bytes, which nobody may change; empty when it is streamed
/// @param attempt how often the request was sent before for want of the right value: 0 at first
public record AuthRequest(Method method, Url url, Optional<byte[]> body, int attempt) {}
