package heddle.client.wire;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.async.task.Body;
import heddle.client.codec.ResponseDecoder;
import heddle.client.codec.ResponseHead;
import heddle.client.options.Http2Options;
import heddle.client.options.Limits;
import heddle.client.options.PoolOptions;
import heddle.client.options.Timeouts;
import heddle.client.signal.ExchangeSignal;
import heddle.client.signal.Listeners;
import heddle.http.ConnectionLostException;
import heddle.http.HttpException;
import heddle.http.Phase;
import heddle.net.NetOptions;
import heddle.net.wire.Dialer;
import heddle.net.wire.Target;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/// A response of HTTP/1.1, read from bytes by all that reads them on a connection, and without one: decoder, reader,
/// intake, and the inbox that the caller takes from. Nothing waits, so it is done by one thread in microseconds.
///
/// @param head the head, if there was one
/// @param body as much of it as there was
/// @param failure what cut it short
@SuppressWarnings("ArrayRecordComponent") // not compared
public record BytesRead(Optional<ResponseHead> head, byte[] body, Optional<HttpException> failure) {
    private static final Target TARGET = Target.plain("server", 80);

    /// A transfer asks its pool for the time; that is all that it has it for here.
    private static final Pool POOL = Async.run(new OpenPool());

    /// Reads what a server says before it closes, in these pieces, in answer to HEAD or to GET.
    public static BytesRead of(List<byte[]> pieces, boolean isHeadOnly, Limits limits) {
        var transfer = new Transfer(POOL, request(isHeadOnly), ExchangeSignal.NONE);
        Optional<Fault> fault = read(pieces, transfer, isHeadOnly, limits);
        fault.ifPresentOrElse(transfer::fail, () -> transfer.complete(0));
        return taken(transfer);
    }

    private static WireRequest request(boolean isHeadOnly) {
        var answer = isHeadOnly ? WireRequest.Answer.HEAD_ONLY : WireRequest.Answer.WITH_BODY;
        return new WireRequest(TARGET, new NoHead(), new byte[0], answer, PhaseLimits.of(Timeouts.defaults()), 0);
    }

    /// What went wrong, if anything did.
    private static Optional<Fault> read(List<byte[]> pieces, Transfer transfer, boolean isHeadOnly, Limits limits) {
        var decoder = new ResponseDecoder(limits.headBytesMax(), () -> {}, () -> {});
        var reader = new ResponseReader(limits);
        decoder.expect(isHeadOnly);
        reader.begin(transfer);
        var channel = new EmbeddedChannel(decoder);
        Optional<Fault> fault = Optional.empty();
        for (byte[] piece : pieces) {
            channel.writeInbound(
                    ByteBufAllocator.DEFAULT.heapBuffer(piece.length).writeBytes(piece));
            fault = taken(channel, reader, fault);
        }
        channel.finish();
        fault = taken(channel, reader, fault);
        channel.releaseOutbound();
        if (fault.isPresent() || reader.isOver()) {
            return fault;
        }
        String detail = "closed " + reader.intake().progress(decoder.hasBegun());
        return Optional.of(() -> new ConnectionLostException(Phase.READ, detail, null));
    }

    private static Optional<Fault> taken(EmbeddedChannel channel, ResponseReader reader, Optional<Fault> before) {
        Optional<Fault> fault = before;
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            if (fault.isEmpty() && !reader.isOver()) {
                fault = Optional.ofNullable(reader.read((HttpObject) message));
            } else {
                ReferenceCountUtil.release(message);
            }
        }
        return fault;
    }

    /// What the caller gets; the transfer has ended, so nothing is waited for.
    private static BytesRead taken(Transfer transfer) {
        Optional<ResponseHead> head = Optional.empty();
        var body = new ByteArrayOutputStream();
        try {
            head = Optional.of(transfer.awaitHead());
            for (byte[] piece = transfer.read(); piece != null; piece = transfer.read()) {
                body.writeBytes(piece);
            }
            return new BytesRead(head, body.toByteArray(), Optional.empty());
        } catch (HttpException failure) {
            return new BytesRead(head, body.toByteArray(), Optional.of(failure));
        }
    }

    /// A class of its own: a coroutine that ran code of this one would wait until this one has its pool.
    private record OpenPool() implements Body<Pool, RuntimeException> {
        @Override
        public Pool call() {
            var options = new WireOptions(
                    NetOptions.defaults(),
                    PoolOptions.defaults(),
                    Limits.defaults(),
                    Http2Options.defaults(),
                    new Listeners(List.of()));
            return new Pool(Loop.current(), new Dialer(options.net()), options);
        }
    }

    private record NoHead() implements RequestHead {
        @Override
        public byte[] lines() {
            return new byte[0];
        }

        @Override
        public String[] fields() {
            return new String[0];
        }

        @Override
        public String label() {
            return "GET http://server/";
        }
    }
}
