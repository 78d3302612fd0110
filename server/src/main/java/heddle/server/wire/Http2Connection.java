package heddle.server.wire;

import heddle.net.http2.ErrorCodes;
import heddle.net.http2.MultiplexedStream;
import heddle.net.http2.Multiplexer;
import heddle.net.http2.MultiplexerEvents;
import heddle.net.http2.MultiplexerLimits;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of a peer that speaks HTTP/2; the I/O thread owns it.
///
/// Its streams are answered beside each other. More requests than the limit of streams allows, counted with those whose
/// streams the peer has reset while their handlers still work, are refused: so a peer that opens and resets streams
/// without end keeps no more handlers busy than another (CVE-2023-44487).
final class Http2Connection implements MultiplexerEvents, Served {
    private static final Logger LOG = LoggerFactory.getLogger("heddle.server");

    /// What one stream, and all together, may bring before a handler has read it.
    private static final int STREAM_WINDOW_BYTES = 256 << 10;

    private static final int CONNECTION_WINDOW_BYTES = 4 << 20;

    private final Endpoint endpoint;
    private final Rules rules;
    private final Channel channel;
    private final Multiplexer multiplexer;
    private final Http2Head heads;
    private final Set<Http2Stream> streams = new LinkedHashSet<>();
    private final WriteWatch writing;
    private final Deadline due;
    private int answering;
    private boolean isEnding;

    Http2Connection(Endpoint endpoint, Channel channel, SocketAddress remote, boolean isSecure) {
        this.endpoint = endpoint;
        this.channel = channel;
        rules = endpoint.rules();
        heads = new Http2Head(rules, remote, isSecure);
        writing = new WriteWatch(channel, endpoint.loop(), rules.writeNanos(), this::cut);
        due = new Deadline(endpoint.loop(), this::look);
        var limits = new MultiplexerLimits(
                STREAM_WINDOW_BYTES,
                CONNECTION_WINDOW_BYTES,
                rules.streamsMax(),
                rules.headBytesMax(),
                rules.headerLinesMax());
        multiplexer = Multiplexer.server(endpoint.loop(), limits, this);
    }

    /// Takes its place at the end of the pipeline.
    void join() {
        channel.pipeline().addLast(multiplexer);
        due.within(rules.headNanos());
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Rules rules() {
        return rules;
    }

    Multiplexer multiplexer() {
        return multiplexer;
    }

    Http2Head heads() {
        return heads;
    }

    WriteWatch writing() {
        return writing;
    }

    static int streamWindowBytes() {
        return STREAM_WINDOW_BYTES;
    }

    // ---- streams

    @Override
    public MultiplexedStream accept() {
        var stream = new Http2Stream(this);
        streams.add(stream);
        if (streams.size() == 1) {
            due.within(tickNanos());
        }
        return stream;
    }

    /// Whether one more request may be given to the application.
    boolean mayAnswer() {
        return answering < rules.streamsMax() && streams.size() <= rules.streamsMax() && !isEnding;
    }

    void dispatch(Exchange exchange) {
        answering++;
        endpoint.dispatch(exchange);
    }

    void ended(Exchange exchange) {
        answering--;
        endpoint.ended(exchange);
    }

    void closed(Http2Stream stream) {
        streams.remove(stream);
        if (streams.isEmpty()) {
            due.within(rules.idleNanos());
        }
    }

    /// Every so often looks after each stream: what the peer does not send, and what it does not take.
    private void look() {
        if (streams.isEmpty()) {
            end();
            return;
        }
        long now = endpoint.loop().nanoTime();
        for (Http2Stream stream : List.copyOf(streams)) {
            stream.look(now);
        }
        due.within(tickNanos());
    }

    private long tickNanos() {
        return Math.min(rules.readNanos(), rules.writeNanos()) / 2;
    }

    // ---- the whole

    @Override
    public void granted() {}

    @Override
    public void goingAway(int last, long code, String reason) {
        isEnding = true;
    }

    @Override
    public void failed(String reason, @Nullable Throwable cause) {
        LOG.debug("{} breaks down: {}", this, reason, cause);
        endpoint.refused();
        leave();
    }

    @Override
    public void settle() {
        if (isEnding && streams.isEmpty()) {
            end();
        }
    }

    @Override
    public void gone(@Nullable Throwable cause) {
        leave();
    }

    @Override
    public void closeIfIdle() {
        isEnding = true;
        if (streams.isEmpty()) {
            end();
        } else {
            var _ = multiplexer.goAway(ErrorCodes.NO_ERROR, "the server stops");
        }
    }

    private void end() {
        multiplexer.close();
    }

    @Override
    public void cut() {
        var _ = channel.close();
    }

    private void leave() {
        due.close();
        writing.close();
        for (Http2Stream stream : new ArrayList<>(streams)) {
            stream.gone();
        }
        streams.clear();
        endpoint.left(this);
    }

    @Override
    public String toString() {
        return "Http2Connection[%s, %d streams]".formatted(channel.remoteAddress(), streams.size());
    }
}
