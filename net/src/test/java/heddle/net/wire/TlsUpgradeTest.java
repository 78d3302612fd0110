package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.net.TlsIdentity;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an upgrade holds until its handshake begins.
class TlsUpgradeTest {
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("site.example"));
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// So many that the first is forgotten.
    private static final int OTHERS = 64;

    private static TlsUpgrade server(String protocol) throws IOException {
        return TlsUpgrade.server(IDENTITY, List.of(protocol), LIMIT);
    }

    private static void forgetFirst() throws IOException {
        for (int other = 0; other < OTHERS; other++) {
            server("other-" + other).close();
        }
    }

    @Test
    void a_handshake_can_begin_after_the_context_has_made_room_for_others() throws Exception {
        Async.run(() -> {
            try (var upgrade = server("first")) {
                forgetFirst();
                var channel = new EmbeddedChannel();
                channel.pipeline().addLast(upgrade.newHandler(channel));
                assertThat(channel.pipeline().get("SslHandler#0")).isNotNull();
                channel.finishAndReleaseAll();
            }
        });
    }

    @Test
    void closed_it_leaves_the_context_to_those_that_are_left() throws Exception {
        assumeTrue(OpenSsl.isAvailable(), "netty-tcnative is not here, and only its contexts are counted");
        Async.run(() -> {
            var mine = (ReferenceCounted) context("first");
            assertThat(mine.refCnt()).as("the loop's and mine").isEqualTo(2);
            try (var upgrade = server("first")) {
                assertThat(mine.refCnt()).as("that of %s, too", upgrade).isEqualTo(3);
            }
            forgetFirst();
            assertThat(mine.refCnt()).isEqualTo(1);
            mine.release();
        });
    }

    private static SslContext context(String protocol) {
        var loop = Loop.current();
        return Handoff.await(
                        loop,
                        LIMIT,
                        () -> LoopNetwork.of(loop).serverTlsContext(loop, IDENTITY, List.of(protocol)),
                        ReferenceCountUtil::release)
                .getNow();
    }
}
