package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.task.TimeoutExceededException;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.NetOptions;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.TlsProvider;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Handshakes with each engine. The whole module is tested with Netty's default check of host names switched off,
/// as some hosts do.
@ParameterizedClass
@EnumSource(names = {"OPENSSL", "JDK"})
class TlsTest {

    private static final Authority AUTHORITY = new Authority("Test Authority");

    private final TlsOptions trusting;
    private final List<Channel> accepted = new CopyOnWriteArrayList<>();

    TlsTest(TlsProvider provider) {
        trusting = TlsOptions.defaults().provider(provider).trust(List.of(AUTHORITY.certificate()));
    }

    private Listener listen(TlsIdentity identity, Consumer<Channel> whenAccepted, String... protocols)
            throws IOException {
        return listen(loopback().tls(identity, protocols), whenAccepted);
    }

    private Listener listen(ListenOptions options, Consumer<Channel> whenAccepted) throws IOException {
        return Listener.bind(options, channel -> {
            accepted.add(channel);
            whenAccepted.accept(channel);
        });
    }

    private static void idle(Channel channel) {}

    private static ListenOptions loopback() {
        return ListenOptions.on(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    private static Dialed dial(TlsOptions tls, String host, Listener listener, String... protocols)
            throws DialException {
        var dns = NetOptions.defaults().dns().host("site.example", InetAddress.ofLiteral("127.0.0.1"));
        var options = NetOptions.defaults().dns(dns).tls(tls);
        return new Dialer(options).dial(Target.tls(host, listener.localAddress().getPort(), protocols));
    }

    private static DialException failure(TlsOptions tls, String host, Listener listener) {
        return catchThrowableOfType(DialException.class, () -> dial(tls, host, listener));
    }

    private void refuses(TlsIdentity identity, String host, DialFailure expected, String message) throws IOException {
        try (var listener = listen(identity, TlsTest::idle)) {
            var failure = failure(trusting, host, listener);
            assertThat(failure).as("dialling %s", host).isNotNull();
            assertThat(failure.failure()).as(failure.getMessage()).isEqualTo(expected);
            assertThat(failure)
                    .hasMessageStartingWith("no TLS with %s:".formatted(host))
                    .hasMessageContaining(message)
                    .hasMessageContaining("insecure");
            awaitAcceptedClosed();
            var dialed = dial(trusting.insecure(), host, listener);
            assertThat(dialed.channel().isActive()).isTrue();
            Handoff.close(dialed.channel());
        }
    }

    /// Nothing leaks: the peer sees every connection end.
    private void awaitAcceptedClosed() {
        for (var channel : accepted) {
            var closed = new Promise<Boolean>();
            channel.closeFuture().addListener(_ -> closed.complete(true));
            assertThat(closed.await(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void a_trusted_peer_is_spoken_to_and_alpn_agrees() throws Exception {
        Async.run(() -> {
            try (var listener = listen(AUTHORITY.issue("site.example", "127.0.0.1"), TlsTest::idle, "h2", "http/1.1")) {
                var named = dial(trusting, "site.example", listener, "h2", "http/1.1");
                assertThat(named.protocol()).contains("h2");
                assertThat(named.times().tlsNanos()).isPositive();
                assertThat(dial(trusting, "127.0.0.1", listener).protocol()).isEmpty();
                assertThat(dial(trusting, "site.example.", listener, "http/1.1").protocol())
                        .contains("http/1.1");
            }
        });
    }

    @Test
    void a_certificate_for_other_hosts_is_refused_and_they_are_named() throws Exception {
        Async.run(() -> refuses(
                AUTHORITY.issue("other.example", "10.1.2.3"),
                "site.example",
                DialFailure.CERTIFICATE_FOR_OTHER_HOST,
                "it is for other.example, 10.1.2.3"));
    }

    @Test
    void a_certificate_without_the_address_is_refused() throws Exception {
        Async.run(() -> refuses(
                AUTHORITY.issue("site.example"),
                "127.0.0.1",
                DialFailure.CERTIFICATE_FOR_OTHER_HOST,
                "it is for site.example"));
    }

    @Test
    void an_expired_certificate_is_refused_with_its_date() throws Exception {
        var identity = AUTHORITY.issue(Duration.ofDays(-9), Duration.ofDays(-3), "site.example");
        var date = identity.leaf().getNotAfter().toInstant().toString();
        Async.run(() -> refuses(identity, "site.example", DialFailure.CERTIFICATE_EXPIRED, "it expired on " + date));
    }

    @Test
    void a_certificate_of_tomorrow_is_refused() throws Exception {
        var identity = AUTHORITY.issue(Duration.ofDays(1), Duration.ofDays(3), "site.example");
        Async.run(() ->
                refuses(identity, "site.example", DialFailure.CERTIFICATE_NOT_YET_VALID, "it is not valid before"));
    }

    @Test
    void a_self_signed_certificate_is_refused_unless_it_is_trusted() throws Exception {
        var identity = SelfSigned.certificate(List.of("site.example"));
        Async.run(() -> {
            refuses(identity, "site.example", DialFailure.CERTIFICATE_SELF_SIGNED, "it is self-signed");
            try (var listener = listen(identity, TlsTest::idle)) {
                var dialed = dial(trusting.trust(List.of(identity.leaf())), "site.example", listener);
                assertThat(dialed.channel().isActive()).isTrue();
            }
        });
    }

    @Test
    void an_unknown_authority_is_refused_by_name() throws Exception {
        Async.run(() -> refuses(
                new Authority("Stranger").issue("site.example"),
                "site.example",
                DialFailure.CERTIFICATE_UNTRUSTED,
                "its issuer \"CN=Stranger\" is not a trusted authority; trust that authority (--cacert"));
    }

    @Test
    void a_forged_signature_of_a_trusted_authority_is_refused() throws Exception {
        Async.run(() -> refuses(
                new Authority("Test Authority").issue("site.example"),
                "site.example",
                DialFailure.CERTIFICATE_INVALID,
                "ignature"));
    }

    @Test
    void the_same_host_is_verified_again_after_an_insecure_dial() throws Exception {
        Async.run(() -> {
            try (var listener = listen(SelfSigned.certificate(List.of("site.example")), TlsTest::idle)) {
                dial(trusting.insecure(), "site.example", listener);
                dial(trusting.insecure(), "site.example", listener);
                assertThat(failure(trusting, "site.example", listener).failure())
                        .isEqualTo(DialFailure.CERTIFICATE_SELF_SIGNED);
            }
        });
    }

    /// A resumed session began when the first one did. By TLS 1.2, whose ticket is part of the handshake; that of
    /// TLS 1.3 comes with the first bytes that are read.
    @Test
    void a_second_connection_resumes_the_session_of_the_first_and_other_options_do_not() throws Exception {
        Async.run(() -> {
            try (var listener = listen(AUTHORITY.issue("site.example"), TlsTest::idle)) {
                var tls = trusting.protocols("TLSv1.2");
                long first = sessionBegan(dial(tls, "site.example", listener));
                Async.sleep(Duration.ofMillis(5));
                assertThat(sessionBegan(dial(tls, "site.example", listener))).isEqualTo(first);
                assertThat(sessionBegan(dial(tls.insecure(), "site.example", listener)))
                        .isGreaterThan(first);
            }
        });
    }

    private static long sessionBegan(Dialed dialed) {
        return dialed.channel()
                .pipeline()
                .get(SslHandler.class)
                .engine()
                .getSession()
                .getCreationTime();
    }

    @Test
    void versions_that_do_not_meet_are_told() throws Exception {
        Async.run(() -> {
            try (var listener = listen(AUTHORITY.issue("site.example"), TlsTest::idle)) {
                var failure = failure(trusting.protocols("TLSv1.1"), "site.example", listener);
                assertThat(failure.failure()).as(failure.toString()).isEqualTo(DialFailure.TLS_NOT_AGREED);
                assertThat(failure).hasMessageContaining("TlsOptions.protocols");
            }
        });
    }

    @Test
    void a_silent_peer_costs_no_more_than_the_limit() throws Exception {
        Async.run(() -> {
            try (var listener = listen(loopback(), TlsTest::idle)) {
                var failure = failure(trusting.timeout(Duration.ofMillis(500)), "site.example", listener);
                assertThat(failure.failure()).isEqualTo(DialFailure.TLS_TIMED_OUT);
                assertThat(failure.isRetryable()).isTrue();
                awaitAcceptedClosed();
            }
        });
    }

    @Test
    void a_dial_cancelled_in_its_handshake_closes_its_channel() throws Exception {
        Async.run(() -> {
            try (var warm = listen(AUTHORITY.issue("site.example"), TlsTest::idle);
                    var listener = listen(loopback(), TlsTest::idle)) {
                Handoff.close(dial(trusting, "site.example", warm).channel());
                assertThatThrownBy(() ->
                                Async.timeout(Duration.ofMillis(100), () -> dial(trusting, "site.example", listener)))
                        .isInstanceOf(TimeoutExceededException.class);
                awaitAcceptedClosed();
            }
        });
    }

    @Test
    void a_peer_that_closes_during_the_handshake_cut_it() throws Exception {
        Async.run(() -> {
            try (var listener = listen(loopback(), onFirstBytes(context -> Handoff.close(context.channel())))) {
                var failure = failure(trusting, "site.example", listener);
                assertThat(failure.failure()).as(failure.toString()).isEqualTo(DialFailure.TLS_CUT);
                assertThat(failure.isRetryable()).isTrue();
            }
        });
    }

    @Test
    void a_peer_that_speaks_plain_http_is_recognised() throws Exception {
        Async.run(() -> {
            try (var listener = listen(loopback(), onFirstBytes(context -> {
                var _ = context.writeAndFlush(
                        Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\n\r\n", StandardCharsets.US_ASCII));
            }))) {
                var failure = failure(trusting, "site.example", listener);
                assertThat(failure.failure()).as(failure.toString()).isEqualTo(DialFailure.NOT_TLS);
            }
        });
    }

    private static Consumer<Channel> onFirstBytes(Consumer<ChannelHandlerContext> act) {
        return channel -> channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
                act.accept(context);
            }
        });
    }

    @Test
    void names_are_sent_to_the_peer_but_addresses_are_not() throws Exception {
        Async.run(() -> {
            var requested = new CopyOnWriteArrayList<String>();
            var names = "site.example,localhost".split(",", -1);
            try (var listener = listen(
                    AUTHORITY.issue(names[0], names[1], "127.0.0.1"),
                    onHandshake(session ->
                            requested.add(session.getRequestedServerNames().toString())))) {
                for (var host : List.of("site.example", "localhost", "127.0.0.1")) {
                    Handoff.close(dial(trusting, host, listener).channel());
                }
                awaitAcceptedClosed();
                assertThat(requested).hasSize(3);
                assertThat(requested.get(0)).contains("site.example");
                assertThat(requested.get(1)).contains("localhost");
                assertThat(requested.get(2)).isEqualTo("[]");
            }
        });
    }

    private static Consumer<Channel> onHandshake(Consumer<ExtendedSSLSession> act) {
        return channel -> channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {}

            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (event instanceof SslHandshakeCompletionEvent) {
                    var engine = context.pipeline().get(SslHandler.class).engine();
                    act.accept((ExtendedSSLSession) engine.getSession());
                }
            }
        });
    }

    @Test
    void what_the_peer_sends_early_waits_for_the_first_read() throws Exception {
        Async.run(() -> {
            try (var listener = listen(
                    AUTHORITY.issue("site.example"),
                    channel -> channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
                        @Override
                        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {}

                        @Override
                        public void userEventTriggered(ChannelHandlerContext context, Object event) {
                            var _ = context.writeAndFlush(Unpooled.copiedBuffer("early", StandardCharsets.US_ASCII));
                        }
                    }))) {
                var dialed = dial(trusting, "site.example", listener);
                Async.sleep(Duration.ofMillis(20));
                var received = new Promise<String>();
                dialed.channel().eventLoop().execute(() -> {
                    onText(dialed.channel(), received);
                    dialed.channel().read();
                });
                assertThat(received.await(Duration.ofSeconds(5))).isEqualTo("early");
            }
        });
    }

    private static void onText(Channel channel, Promise<String> received) {
        channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
                received.complete(bytes.toString(StandardCharsets.US_ASCII));
            }
        });
    }
}
