package heddle.net.http2;

import heddle.async.loop.Loop;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

/// Puts a [Multiplexer] together from Netty's parts. Priorities, which RFC 9113 has given up, are not kept: streams
/// take turns.
final class MultiplexerParts {
    private MultiplexerParts() {}

    static Multiplexer client(Loop loop, MultiplexerLimits limits, MultiplexerEvents events) {
        var settings = settings(limits).pushEnabled(false);
        return assemble(new DefaultHttp2Connection(false), settings, loop, limits, events);
    }

    static Multiplexer server(Loop loop, MultiplexerLimits limits, MultiplexerEvents events) {
        var connection = new DefaultHttp2Connection(true);
        var settings = settings(limits).maxConcurrentStreams(limits.streamsMax());
        return assemble(connection, settings, loop, limits, events);
    }

    private static Http2Settings settings(MultiplexerLimits limits) {
        return new Http2Settings()
                .initialWindowSize(limits.streamWindowBytes())
                .maxHeaderListSize(limits.headBytesMax());
    }

    private static Multiplexer assemble(
            DefaultHttp2Connection connection,
            Http2Settings settings,
            Loop loop,
            MultiplexerLimits limits,
            MultiplexerEvents events) {
        var turns = new UniformStreamByteDistributor(connection);
        connection.remote().flowController(new DefaultHttp2RemoteFlowController(connection, turns));
        var writer = new DefaultHttp2FrameWriter(MultiplexerParts::isSecret);
        var encoder = new DefaultHttp2ConnectionEncoder(connection, writer);
        var reader = new DefaultHttp2FrameReader(new LinesDecoder(connection.isServer(), limits));
        var decoder = new DefaultHttp2ConnectionDecoder(connection, encoder, reader);
        return new Multiplexer(decoder, encoder, settings, loop, limits, events);
    }

    /// Credentials are never put into the table that compression keeps (RFC 7541, 7.1).
    private static boolean isSecret(CharSequence name, CharSequence value) {
        return (name.length() == 13 && "authorization".contentEquals(name))
                || (name.length() == 19 && "proxy-authorization".contentEquals(name));
    }

    /// HPACK's decoder, reading into [FieldLines], which check what they are given.
    private static final class LinesDecoder extends DefaultHttp2HeadersDecoder {
        private final boolean isServer;
        private final int linesMax;

        LinesDecoder(boolean isServer, MultiplexerLimits limits) {
            super(false, limits.headBytesMax());
            this.isServer = isServer;
            linesMax = limits.headerLinesMax();
        }

        @Override
        protected Http2Headers newHeaders() {
            return new FieldLines(isServer, linesMax);
        }
    }
}
