/// One side of an HTTP/2 connection, for client and server alike: frames, streams, windows and the limits on what a
/// peer may do. It sees Netty; it knows nothing of requests.
package heddle.net.http2;
