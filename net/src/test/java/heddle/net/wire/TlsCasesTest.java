package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.NetOptions;
import heddle.net.PublicKeyPin;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.TlsProvider;
import heddle.net.trust.PeerRefusal;
import heddle.net.trust.PeerTrust;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 9 of the cases on each engine: chains, versions, pins, names, certificates of the client, sessions. What
/// [TlsTest] has is not here again.
@ParameterizedClass
@EnumSource(names = {"OPENSSL", "JDK"})
class TlsCasesTest {
    private static final Authority ROOT = new Authority("Root");
    private static final Authority MIDDLE = ROOT.below("Middle");
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final TlsOptions trusting;

    TlsCasesTest(TlsProvider provider) {
        trusting = TlsOptions.defaults().provider(provider).trust(List.of(ROOT.certificate()));
    }

    private static Listener listen(TlsIdentity identity, String... protocols) throws IOException {
        return Listener.bind(ListenOptions.on(new InetSocketAddress(HERE, 0)).tls(identity, protocols), _ -> {});
    }

    private static Dialed dial(TlsOptions tls, Target target) throws DialException {
        var net = NetOptions.defaults();
        var dns = net.dns().host("one.example", HERE).host("two.example", HERE);
        return new Dialer(net.dns(dns).tls(tls)).dial(target);
    }

    private static Dialed dial(TlsOptions tls, String host, Listener listener, String... protocols)
            throws DialException {
        return dial(tls, Target.tls(host, listener.localAddress().getPort(), protocols));
    }

    private static DialException failure(TlsOptions tls, String host, Listener listener, String... protocols) {
        var failure = catchThrowableOfType(DialException.class, () -> dial(tls, host, listener, protocols));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static TlsIdentity showing(TlsIdentity leaf, X509Certificate... others) {
        var chain = new ArrayList<>(leaf.chain());
        chain.addAll(List.of(others));
        return new TlsIdentity(leaf.key(), chain);
    }

    @Test
    void a_chain_leads_to_its_root_in_whatever_order_it_is_shown() throws Exception {
        Async.run(() -> {
            var leaf = MIDDLE.issue("one.example");
            for (var identity : List.of(
                    showing(leaf, MIDDLE.certificate()),
                    showing(leaf, ROOT.certificate(), MIDDLE.certificate()),
                    showing(leaf, new Authority("Stranger").certificate(), MIDDLE.certificate()))) {
                try (var listener = listen(identity)) {
                    assertThat(dial(trusting, "one.example", listener).channel().isActive())
                            .isTrue();
                }
            }
        });
    }

    @Test
    void a_chain_with_a_gap_is_refused_and_the_missing_issuer_is_named() throws Exception {
        Async.run(() -> {
            try (var listener = listen(MIDDLE.issue("one.example"))) {
                var failure = failure(trusting, "one.example", listener);
                assertThat(failure.failure()).isEqualTo(DialFailure.CERTIFICATE_UNTRUSTED);
                assertThat(failure).hasMessageContaining("its issuer \"CN=Middle\" is not a trusted authority");
            }
        });
    }

    @Test
    void without_the_trust_of_the_jdk_only_what_is_given_counts() throws Exception {
        assertThat(PeerTrust.of(trusting.withoutJdkTrust()).getAcceptedIssuers())
                .containsExactly(ROOT.certificate());
        assertThat(PeerTrust.of(trusting).getAcceptedIssuers()).hasSizeGreaterThan(1);
        Async.run(() -> {
            try (var listener = listen(ROOT.issue("one.example"))) {
                assertThat(dial(trusting.withoutJdkTrust(), "one.example", listener)
                                .channel()
                                .isActive())
                        .isTrue();
                assertThat(failure(TlsOptions.defaults().withoutJdkTrust(), "one.example", listener)
                                .isRetryable())
                        .isFalse();
            }
        });
    }

    @Test
    void a_server_that_speaks_old_versions_alone_is_told_so() throws Exception {
        var identity = ROOT.issue("one.example");
        var old = SslContextBuilder.forServer(identity.key(), identity.leaf())
                .sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1", "TLSv1.1")
                .build();
        Async.run(() -> {
            try (var listener = Listener.bind(
                    ListenOptions.on(new InetSocketAddress(HERE, 0)),
                    channel -> channel.pipeline().addLast(old.newHandler(channel.alloc())))) {
                var failure = failure(trusting, "one.example", listener);
                assertThat(failure.failure()).as(failure.toString()).isEqualTo(DialFailure.TLS_NOT_AGREED);
                assertThat(failure).hasMessageContaining("--tls-min, TlsOptions.protocols");
            }
        });
    }

    @Test
    void no_version_below_the_least_is_spoken() throws Exception {
        assertThat(trusting.atLeast("TLSv1.2").protocols()).containsExactly("TLSv1.2", "TLSv1.3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trusting.atLeast("TLSv1.1"))
                .withMessageContaining("write TLSv1.2 or TLSv1.3");
        try (var peer = new TlsPeer(ROOT.issue("one.example"), ROOT.certificate(), "TLSv1.2")) {
            Async.run(() -> {
                var failure = catchThrowableOfType(
                        DialException.class,
                        () -> dial(trusting.atLeast("TLSv1.3"), Target.tls("one.example", peer.port())));
                assertThat(failure.failure()).as(failure.toString()).isEqualTo(DialFailure.TLS_NOT_AGREED);
            });
        }
    }

    @Test
    void a_server_without_a_common_protocol_above_tls_is_told_apart() throws Exception {
        Async.run(() -> {
            var identity = ROOT.issue("one.example");
            var server = SslContextBuilder.forServer(identity.key(), identity.leaf())
                    .sslProvider(SslProvider.JDK)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.FATAL_ALERT,
                            SelectedListenerFailureBehavior.FATAL_ALERT,
                            "h2"))
                    .build();
            try (var listener = Listener.bind(
                    ListenOptions.on(new InetSocketAddress(HERE, 0)),
                    channel -> channel.pipeline().addLast(server.newHandler(channel.alloc())))) {
                var failure = failure(trusting, "one.example", listener, "http/1.1");
                assertThat(failure.failure()).as(failure.toString()).isEqualTo(DialFailure.APPLICATION_NOT_AGREED);
                assertThat(failure)
                        .hasMessageContaining("speaks no version of HTTP that was offered (ALPN)")
                        .hasMessageContaining("allow another version of HTTP");
            }
        });
    }

    @Test
    void a_pinned_key_is_wanted_whoever_vouches_for_it() throws Exception {
        Async.run(() -> {
            var identity = ROOT.issue("one.example");
            var right = PublicKeyPin.of(identity.leaf());
            var wrong = PublicKeyPin.of(ROOT.certificate());
            try (var listener = listen(showing(identity, ROOT.certificate()))) {
                for (var tls : List.of(trusting, trusting.insecure())) {
                    assertThat(dial(tls.pin(wrong, right), "one.example", listener)
                                    .channel()
                                    .isActive())
                            .isTrue();
                    var failure = failure(tls.pin(wrong), "one.example", listener);
                    assertThat(failure.failure()).isEqualTo(DialFailure.CERTIFICATE_NOT_PINNED);
                    assertThat(failure)
                            .hasMessageContaining("its public key is %s, which is not pinned".formatted(right));
                }
                assertThat(failure(TlsOptions.defaults().pin(right), "one.example", listener)
                                .failure())
                        .isEqualTo(DialFailure.CERTIFICATE_UNTRUSTED);
            }
        });
    }

    @Test
    void a_peer_can_be_greeted_and_checked_by_another_name() throws Exception {
        Async.run(() -> {
            try (var listener = listen(ROOT.issue("one.example"))) {
                var target = Target.tls("127.0.0.1", listener.localAddress().getPort());
                assertThat(dial(trusting, target.named("one.example")).channel().isActive())
                        .isTrue();
                var failure =
                        catchThrowableOfType(DialException.class, () -> dial(trusting, target.named("two.example")));
                assertThat(failure.failure()).isEqualTo(DialFailure.CERTIFICATE_FOR_OTHER_HOST);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_server_that_wants_a_certificate_gets_it(String version) throws Exception {
        var mine = new Authority("Clients").issue("me");
        try (var peer = new TlsPeer(ROOT.issue("one.example"), mine.leaf(), version)) {
            Async.run(() -> {
                var dialed = dial(trusting.identity(mine), Target.tls("one.example", peer.port()));
                assertThat(read(dialed)).isEmpty();
            });
            assertThat(peer.outcome()).isEqualTo("CN=me");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_certificate_that_is_missing_or_refused_is_told(String version) throws Exception {
        assumeThat(System.getProperty("heddle.transport"))
                .as("there the word of the server may come before this test listens")
                .isNotEqualTo("io_uring");
        var wanted = new Authority("Clients").issue("me");
        var other = new Authority("Clients").issue("somebody");
        try (var peer = new TlsPeer(ROOT.issue("one.example"), wanted.leaf(), version)) {
            var target = Target.tls("one.example", peer.port());
            Async.run(() -> {
                assertThat(refusal(trusting, target))
                        .contains(
                                version.equals("TLSv1.3")
                                        ? DialFailure.CLIENT_CERTIFICATE_WANTED
                                        : DialFailure.TLS_NOT_AGREED);
                assertThat(refusal(trusting.identity(other), target)).contains(DialFailure.CLIENT_CERTIFICATE_REFUSED);
            });
            assertThat(peer.outcome()).startsWith("refused");
            assertThat(peer.outcome()).startsWith("refused");
        }
    }

    /// With TLS 1.2 the JDK's servers say no more than that the handshake failed.
    @Test
    void a_vague_failure_says_that_a_certificate_may_be_missing() throws Exception {
        try (var peer = new TlsPeer(ROOT.issue("one.example"), ROOT.certificate(), "TLSv1.2")) {
            Async.run(() -> {
                var target = Target.tls("one.example", peer.port());
                assertThat(catchThrowableOfType(DialException.class, () -> dial(trusting, target)))
                        .hasMessageContaining(
                                "no protocol version or cipher suits both sides, or the peer wants a certificate of the client (--cert");
            });
        }
    }

    /// In the handshake, or after it, where TLS 1.3 tells.
    private static Optional<DialFailure> refusal(TlsOptions tls, Target target) {
        try {
            return read(dial(tls, target))
                    .flatMap(cause -> PeerRefusal.of(cause, tls.identity().isPresent()));
        } catch (DialException failure) {
            return Optional.of(failure.failure());
        }
    }

    /// What comes of reading a byte: nothing bad, or what is thrown.
    private static Optional<Throwable> read(Dialed dialed) {
        Channel channel = dialed.channel();
        var end = new Promise<Optional<Throwable>>();
        channel.eventLoop().execute(() -> {
            channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
                @Override
                protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
                    end.complete(Optional.empty());
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                    end.complete(Optional.of(cause));
                }

                @Override
                public void channelInactive(ChannelHandlerContext context) {
                    end.complete(Optional.of(new SSLException("closed without a word")));
                }
            });
            channel.config().setAutoRead(true);
            dialed.problem().ifPresent(problem -> end.complete(Optional.of(problem)));
        });
        var outcome = end.await(Duration.ofSeconds(10));
        Handoff.close(channel);
        return outcome;
    }

    @Test
    void the_session_of_one_host_is_resumed_for_no_other_and_for_no_other_trust() throws Exception {
        Async.run(() -> {
            try (var listener = listen(ROOT.issue("one.example", "two.example"))) {
                var tls = trusting.protocols("TLSv1.2");
                int port = listener.localAddress().getPort();
                long first = began(dial(tls, Target.tls("one.example", port)));
                Async.sleep(Duration.ofMillis(5));
                assertThat(began(dial(tls, Target.tls("one.example", port)))).isEqualTo(first);
                assertThat(began(dial(tls, Target.tls("two.example", port)))).isGreaterThan(first);
                assertThat(failure(tls.pin(PublicKeyPin.of(ROOT.certificate())), "one.example", listener)
                                .failure())
                        .isEqualTo(DialFailure.CERTIFICATE_NOT_PINNED);
            }
        });
    }

    /// By TLS 1.3, whose ticket comes with the first bytes behind the handshake. A session that is resumed has what the
    /// first was given.
    @Test
    void a_session_of_tls_1_3_is_resumed_once_its_ticket_has_been_read_and_by_no_other_host() throws Exception {
        Async.run(() -> {
            try (var listener = greeting(ROOT.issue("one.example", "two.example"))) {
                var tls = trusting.protocols("TLSv1.3");
                var first = dial(tls, "one.example", listener);
                session(first).putValue("mark", "of the first");
                assertThat(read(first)).isEmpty();
                assertThat(session(dial(tls, "two.example", listener)).getValueNames())
                        .isEmpty();
                assertThat(session(dial(tls, "one.example", listener)).getValueNames())
                        .containsExactly("mark");
            }
        });
    }

    /// A server that says a word behind each handshake.
    private static Listener greeting(TlsIdentity identity) throws IOException {
        return Listener.bind(ListenOptions.on(new InetSocketAddress(HERE, 0)).tls(identity), channel -> {
            var handshake = channel.pipeline().get(SslHandler.class).handshakeFuture();
            var _ = handshake.addListener(_ -> {
                var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1}));
            });
        });
    }

    private static long began(Dialed dialed) {
        return session(dialed).getCreationTime();
    }

    private static SSLSession session(Dialed dialed) {
        return dialed.channel().pipeline().get(SslHandler.class).engine().getSession();
    }
}
