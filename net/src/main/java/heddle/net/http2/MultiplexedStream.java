package heddle.net.http2;

import io.netty.buffer.ByteBuf;

/// One stream of a [Multiplexer]; client and server extend it with what they do about it. On the I/O thread.
///
/// Every stream that was opened ends with one [#closed], whatever came before.
public abstract class MultiplexedStream {
    private int id;

    /// Its number on its connection; 0 before it is opened.
    public final int id() {
        return id;
    }

    final void opens(int id) {
        this.id = id;
    }

    /// A section of fields has come: a head, an interim head or trailers.
    protected abstract void fields(FieldLines fields, boolean isLast);

    /// Bytes of the body have come, to be copied now. They count against the windows until they are given to
    /// [Multiplexer#consume].
    protected abstract void data(ByteBuf bytes, boolean isLast);

    /// The peer gives the stream up, with a code of RFC 9113, 7.
    protected abstract void reset(long code);

    /// The stream was reset by this side, as it cannot go on.
    protected abstract void broken(StreamFault fault);

    /// The stream counts no more: another may take its place.
    protected abstract void closed();
}
