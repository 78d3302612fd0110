package heddle.client.trace;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Method;
import heddle.http.Status;
import heddle.net.ProxyServer;
import heddle.url.Url;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Optional;

/// What happens to an exchange: one request over the wire, and the response to it. Told in order, up to [Completed],
/// [Failed] or [GivenUp], of which there is one.
@SuppressWarnings("ArrayRecordComponent") // never compared
public sealed interface ExchangeEvent extends SessionEvent {
    /// The number of the call that it is part of.
    long call();

    /// Its own number.
    long exchange();

    /// It begins: a connection is wanted.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param at when, by the clock on the wall
    /// @param method of the request
    /// @param url of the request
    /// @param proxy on the way
    record Begun(
            long call, long exchange, long nanoTime, Instant at, Method method, Url url, Optional<ProxyServer> proxy)
            implements ExchangeEvent {}

    /// No connection can take it at once, so it waits.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param reason why
    record Queued(long call, long exchange, long nanoTime, WaitReason reason) implements ExchangeEvent {}

    /// It has a connection, or a stream of one; if it waited, that is over.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param connection its number
    /// @param origin how the exchange came by it
    /// @param remote the address at its other end
    record Served(long call, long exchange, long nanoTime, long connection, LeaseOrigin origin, SocketAddress remote)
            implements ExchangeEvent {}

    /// The head of the request goes out.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param version of HTTP that the connection speaks
    /// @param headers as they are sent, without the pseudo fields of HTTP/2
    /// @param bytes how long it is; 0 in HTTP/2, which compresses it
    record HeadSent(long call, long exchange, long nanoTime, HttpVersion version, Headers headers, int bytes)
            implements ExchangeEvent {}

    /// A piece of its body goes out.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param bytes without the framing
    record BodySent(long call, long exchange, long nanoTime, byte[] bytes) implements ExchangeEvent {}

    /// The last byte of the request has left. A response that comes earlier may end the exchange without it.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    record RequestSent(long call, long exchange, long nanoTime) implements ExchangeEvent {}

    /// The first byte of the response, or of an interim one, has come.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    record ResponseBegun(long call, long exchange, long nanoTime) implements ExchangeEvent {}

    /// An interim response has come (RFC 9110, 15.2).
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param status 1xx
    /// @param headers of it
    record InterimReceived(long call, long exchange, long nanoTime, Status status, Headers headers)
            implements ExchangeEvent {}

    /// The head of the response has come.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param version of HTTP
    /// @param status of the response
    /// @param headers of the response
    record HeadReceived(long call, long exchange, long nanoTime, HttpVersion version, Status status, Headers headers)
            implements ExchangeEvent {}

    /// A piece of the body has come; its reader may not have read it yet.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param bytes without the framing, with their content codings
    record BodyReceived(long call, long exchange, long nanoTime, byte[] bytes) implements ExchangeEvent {}

    /// The last byte of the response has come.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param bodyBytes how many the body had
    record Completed(long call, long exchange, long nanoTime, long bodyBytes) implements ExchangeEvent {}

    /// It has failed; a call may still try again.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    /// @param cause why
    record Failed(long call, long exchange, long nanoTime, Throwable cause) implements ExchangeEvent {}

    /// The caller wants no more of it.
    ///
    /// @param call that it is part of
    /// @param exchange its number
    /// @param nanoTime when
    record GivenUp(long call, long exchange, long nanoTime) implements ExchangeEvent {}
}
