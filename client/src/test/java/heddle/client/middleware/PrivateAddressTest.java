package heddle.client.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.client.Middleware;
import heddle.client.body.Pieces;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.proxy.Proxies;
import heddle.http.ForbiddenAddressException;
import heddle.http.Headers;
import heddle.http.Phase;
import heddle.http.Status;
import heddle.net.DnsOptions;
import heddle.net.Reach;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 4 of the cases: every way to write an address that is forbidden.
class PrivateAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0177.1",
                "127.0.0.1.",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "any.localhost",
                "%6c%6f%63alhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::]",
                "0.0.0.0",
                "0",
                "ⓛocalhost",
                "①27.0.0.1",
                "metadata.test",
            })
    void is_refused_before_anything_is_sent(String host) throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("secret"))) {
            var dns = DnsOptions.defaults().host("metadata.test", InetAddress.ofLiteral("169.254.169.254"));
            Client.visit(options -> options.publicOnly().net(net -> net.dns(dns)), session -> {
                assertThatExceptionOfType(ForbiddenAddressException.class)
                        .isThrownBy(() -> session.get(peer.urlOf(host, "/")).discard())
                        .withMessageContaining("is not public (")
                        .satisfies(refused -> {
                            assertThat(refused.kind()).isEqualTo("forbidden_address");
                            assertThat(refused.phase()).isEqualTo(Phase.CONNECT);
                            assertThat(refused.isRetryable()).isFalse();
                        });
                assertThat(session.options().net().connect().reach()).isEqualTo(Reach.PUBLIC);
            });
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void a_redirect_that_leads_there_is_refused() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("secret"))) {
            Middleware redirecting = (request, next) -> request.url().host().equals("public.test")
                    ? request.respond(Status.of(302), Headers.of("Location", peer.url()), Pieces.of(new byte[0]))
                    : next.send(request);
            Client.visit(
                    options -> options.publicOnly().middleware(redirecting.perHop()),
                    session -> assertThatExceptionOfType(ForbiddenAddressException.class)
                            .isThrownBy(() -> session.get("http://public.test/").discard())
                            .withMessageContaining("127.0.0.1"));
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void a_proxy_may_be_private_but_not_what_it_leads_to() throws Exception {
        try (var proxy = ScriptedPeer.repeating(ScriptedPeer.ok("from the proxy"))) {
            Client.visit(
                    options -> options.publicOnly().proxies(Proxies.all("http://127.0.0.1:" + proxy.port())),
                    session -> {
                        assertThat(session.get("http://93.184.215.14/").text()).isEqualTo("from the proxy");
                        for (String url : List.of("http://127.0.0.1:1/", "https://10.0.0.1/", "http://localhost/")) {
                            assertThatExceptionOfType(ForbiddenAddressException.class)
                                    .isThrownBy(() -> session.get(url).text())
                                    .withMessageContaining("is not public");
                        }
                    });
            assertThat(proxy.requests()).hasSize(1);
        }
    }
}
