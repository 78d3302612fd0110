package heddle.client.tap;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.url.Url;
import java.net.SocketAddress;

/// Sees a call as it goes over the wire: for an archive, or a log. A call that is redirected, or repeated because
/// its connection was dead, is several requests, one after the other.
///
/// Called by the coroutine that makes the call; nothing here may change what it is given, or throw.
public interface WireTap {
    /// A request is sent: its head, from the request line to the empty line, as HTTP/1.1 writes it, whatever
    /// version the connection speaks; what a proxy on the way is told beside it is left out.
    void sent(Url url, byte[] head);

    /// The head of its response has come.
    void received(SocketAddress from, HttpVersion version, Status status, Headers headers);

    /// The next piece of its body has been read: without the framing of the connection, with its content codings.
    void piece(byte[] bytes);

    /// The body has been read to its end. It does not come to that when the rest is given up.
    void end();
}
