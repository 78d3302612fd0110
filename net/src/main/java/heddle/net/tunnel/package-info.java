/// How a proxy is asked to pass bytes on: by CONNECT or SOCKS. Each protocol is a [Negotiation] without I/O,
/// bytes in and bytes out; [TunnelHandler] plays it on a channel.
package heddle.net.tunnel;
