package heddle.net.names;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A name server on 127.0.0.1 that says what it is told to, and remembers what it was asked. What it was not told
/// about does not exist.
public final class ScriptedDns implements AutoCloseable {

    /// What is said about one question.
    public sealed interface Line {
        record Addresses(int ttlSeconds, List<byte[]> contents) implements Line {}

        record Alias(String target) implements Line {}

        record Code(DnsResponseCode code) implements Line {}

        record Silence() implements Line {}
    }

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<Question, Line> script = new ConcurrentHashMap<>();
    private final List<Question> asked = new CopyOnWriteArrayList<>();
    private final Channel channel;

    public ScriptedDns() {
        channel = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answering());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
                .syncUninterruptibly()
                .channel();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    public List<Question> asked() {
        return asked;
    }

    public ScriptedDns says(String name, DnsRecordType type, Line line) {
        script.put(new Question(name, type), line);
        return this;
    }

    public ScriptedDns has(String name, int ttlSeconds, String... addresses) {
        var all = List.of(addresses).stream()
                .map(InetAddress::ofLiteral)
                .map(InetAddress::getAddress)
                .toList();
        says(name, DnsRecordType.A, lengthOf(4, ttlSeconds, all));
        return says(name, DnsRecordType.AAAA, lengthOf(16, ttlSeconds, all));
    }

    private static Line lengthOf(int length, int ttlSeconds, List<byte[]> contents) {
        return new Line.Addresses(
                ttlSeconds,
                contents.stream().filter(each -> each.length == length).toList());
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion asking = query.recordAt(DnsSection.QUESTION);
            var name = asking.name().substring(0, asking.name().length() - 1);
            var question = new Question(name, asking.type());
            asked.add(question);
            var line = script.getOrDefault(question, new Line.Code(DnsResponseCode.NXDOMAIN));
            if (line instanceof Line.Silence) {
                return;
            }
            var here = query.recipient();
            var there = query.sender();
            var response = new DatagramDnsResponse(here, there, query.id());
            response.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(asking.name(), asking.type()));
            say(response, asking, line);
            var _ = context.writeAndFlush(response);
        }

        private void say(DatagramDnsResponse response, DnsQuestion asking, Line line) {
            switch (line) {
                case Line.Code code -> response.setCode(code.code());
                case Line.Alias alias -> {
                    var content = Unpooled.buffer();
                    for (var label : alias.target().split("[.]", -1)) {
                        content.writeByte(label.length());
                        content.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
                    }
                    content.writeByte(0);
                    response.addRecord(
                            DnsSection.ANSWER,
                            new DefaultDnsRawRecord(asking.name(), DnsRecordType.CNAME, 60, content));
                }
                case Line.Addresses addresses ->
                    addresses
                            .contents()
                            .forEach(content -> response.addRecord(
                                    DnsSection.ANSWER,
                                    new DefaultDnsRawRecord(
                                            asking.name(),
                                            asking.type(),
                                            addresses.ttlSeconds(),
                                            Unpooled.wrappedBuffer(content))));
                case Line.Silence _ -> throw new AssertionError("Silence has no response");
            }
        }
    }
}
