package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.async.Promise;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.uring.IoUring;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated
class TransportTest {
    @ParameterizedTest
    @EnumSource
    void bytes_go_there_and_back(LoopTransport transport) {
        assumeThat(transport != LoopTransport.IO_URING || IoUring.isAvailable())
                .as("io_uring is allowed here")
                .isTrue();
        Async.run(LoopOptions.defaults().transport(transport), () -> {
            var server = listen(Loop.current(), transport);
            for (int i = 0; i < 20; i++) {
                assertThat(Async.timeout(Duration.ofSeconds(20), () -> echo(Loop.current(), server.localAddress())))
                        .isEqualTo("hello");
            }
        });
    }

    private static Channel listen(Loop loop, LoopTransport transport) {
        SocketAddress address = transport == LoopTransport.LOCAL
                ? LocalAddress.ANY
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var bootstrap = new ServerBootstrap()
                .group(loop.netty())
                .channelFactory(loop.transport().serverSocketChannel())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext context, Object bytes) {
                                var _ = context.writeAndFlush(bytes);
                            }
                        });
                    }
                });
        return channel(bootstrap.bind(address));
    }

    private static String echo(Loop loop, SocketAddress address) {
        var answer = new Promise<String>();
        var bootstrap = new Bootstrap()
                .group(loop.netty())
                .channelFactory(loop.transport().socketChannel())
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object bytes) {
                        var buffer = (ByteBuf) bytes;
                        answer.complete(buffer.toString(StandardCharsets.US_ASCII));
                        buffer.release();
                    }
                });
        var channel = channel(bootstrap.connect(address));
        loop.execute(() -> {
            var hello = channel.alloc().buffer();
            hello.writeCharSequence("hello", StandardCharsets.US_ASCII);
            var _ = channel.writeAndFlush(hello);
        });
        var text = answer.await();
        var _ = channel.close();
        return text;
    }

    private static Channel channel(ChannelFuture future) {
        var promise = new Promise<Channel>();
        future.addListener(result -> {
            if (result.isSuccess()) {
                promise.complete(future.channel());
            } else {
                promise.fail(result.cause());
            }
        });
        return promise.await();
    }

    @Test
    void the_system_property_has_the_last_word() {
        var before = System.getProperty("heddle.transport", ""); // bench/scripts/matrix.sh sets it
        System.setProperty("heddle.transport", "nio");
        try {
            assertThat(Transport.EPOLL.resolve()).isEqualTo(Transport.NIO);
            assertThat(Transport.LOCAL.resolve()).isEqualTo(Transport.LOCAL);
            System.setProperty("heddle.transport", "kqueue");
            assertThatThrownBy(Transport.AUTO::resolve)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("kqueue")
                    .hasMessageContaining("io_uring");
        } finally {
            System.setProperty("heddle.transport", before);
        }
    }
}
