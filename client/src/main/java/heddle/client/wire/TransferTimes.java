package heddle.client.wire;

/// When what happened to a transfer, as readings of the loop's clock in nanoseconds. Written on the I/O thread,
/// read after the transfer has ended or its head has come.
///
/// @param started when the coroutine handed it over
/// @param ready when it had a connection, or one was being made for it: here the pool wait ends;
///     now, while it waits
/// @param dnsNanos of the dial made for it, 0 on a connection that was there
/// @param connectNanos of that dial
/// @param tlsNanos of that dial
/// @param served when it had a connection, and its request could go; now, while it waits
/// @param sent when the last byte of the request had left; when the response had come, or now, while it has not
/// @param firstByte when the response began
/// @param lastByte when it ended; now, while it has not
public record TransferTimes(
        long started,
        long ready,
        long dnsNanos,
        long connectNanos,
        long tlsNanos,
        long served,
        long sent,
        long firstByte,
        long lastByte) {}
