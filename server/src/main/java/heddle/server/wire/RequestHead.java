package heddle.server.wire;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Method;
import java.net.SocketAddress;

/// A request's head, checked.
///
/// @param target as it stood in the request line
/// @param path of the target, escapes kept; begins with `/`, or is `*`
/// @param query of the target without the question mark, escapes kept; empty when there is none
/// @param bodyLength in bytes; [#CHUNKED] when only the end of the chunks will tell
/// @param keepsAlive whether the peer wants to go on with this connection
/// @param expectsContinue whether the peer holds the body back until it is asked for (RFC 9110, 10.1.1)
/// @param remote who asks
/// @param isSecure whether the connection is encrypted
public record RequestHead(
        Method method,
        String target,
        String path,
        String query,
        HttpVersion version,
        Headers headers,
        long bodyLength,
        boolean keepsAlive,
        boolean expectsContinue,
        SocketAddress remote,
        boolean isSecure) {
    /// The body length of a chunked body.
    public static final long CHUNKED = -1;

    /// Whether body bytes follow.
    public boolean hasBody() {
        return bodyLength != 0;
    }
}
