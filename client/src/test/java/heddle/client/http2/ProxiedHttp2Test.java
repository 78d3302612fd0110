package heddle.client.http2;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.options.Versions;
import heddle.client.proxy.Proxies;
import heddle.client.proxy.RelayingProxy;
import heddle.http.HttpVersion;
import heddle.net.wire.SelfSigned;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/2 with the server through a tunnel that a proxy gives.
class ProxiedHttp2Test {
    private static void echo(FrameConnection connection) throws Exception {
        while (true) {
            var request = connection.request();
            assertThat(request.fields()).doesNotContainKey("proxy-authorization");
            connection.respond(request.stream(), request.path());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "socks4a://", "socks5h://"})
    void exchanges_share_one_tunnel(String scheme) throws Exception {
        var identity = SelfSigned.certificate(List.of("127.0.0.1"));
        try (var peer = FramePeer.secured(identity, ProxiedHttp2Test::echo);
                var proxy = RelayingProxy.start()) {
            Async.run(() -> {
                try (var session = ClientSession.open(options -> options.insecure()
                        .proxies(Proxies.all(scheme + proxy.place()))
                        .header("Proxy-Authorization", "Basic of-the-caller"))) {
                    Async.forEach(
                            IntStream.range(0, 50).boxed().toList(),
                            i -> assertThat(session.get(peer.url("/" + i)).text())
                                    .isEqualTo("/" + i));
                    try (var response = session.get(peer.url()).send()) {
                        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                    }
                }
            });
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void prior_knowledge_takes_a_tunnel_too() throws Exception {
        try (var peer = FramePeer.playing(ProxiedHttp2Test::echo);
                var proxy = RelayingProxy.start()) {
            Async.run(() -> {
                try (var session = ClientSession.open(
                        options -> options.versions(Versions.HTTP_2).proxies(Proxies.all("http://" + proxy.place())))) {
                    assertThat(session.get(peer.url("/known")).text()).isEqualTo("/known");
                }
            });
            assertThat(proxy.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked).startsWith("CONNECT 127.0.0.1:"));
        }
    }
}
