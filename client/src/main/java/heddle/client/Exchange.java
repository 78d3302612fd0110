package heddle.client;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.url.Url;
import java.net.SocketAddress;
import java.util.List;

/// One exchange that is over: everything about it but the body.
///
/// @param url the URL that answered, after all redirects
/// @param status of the response
/// @param version of the response
/// @param headers of the response
/// @param redirects that led there
/// @param remoteAddress that answered
/// @param timings how long it took
/// @param bytesReceived body bytes on the wire
/// @param bodyBytes body bytes after decoding
public record Exchange(
        Url url,
        Status status,
        HttpVersion version,
        Headers headers,
        List<Redirect> redirects,
        SocketAddress remoteAddress,
        Timings timings,
        long bytesReceived,
        long bodyBytes) {}
