package heddle.tests.guides;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.ClientSession;
import heddle.client.proxy.Proxies;
import heddle.http.ProxyException;
import heddle.http.Status;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.url.Url;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `docs/guides/proxy.md` shows, run; the proxy answers by itself.
class ProxyGuideTest {
    private static final String URL = "http://nowhere.test/page";

    private final List<String> asked = new ArrayList<>();
    private final Handler proxy = request -> {
        asked.add(request.target());
        return request.headers().has("Proxy-Authorization")
                ? Reply.text("by the proxy")
                : Reply.empty(Status.PROXY_AUTHENTICATION_REQUIRED);
    };

    private static String withLogin(String server) {
        return server.replace("//", "//user:password@");
    }

    @Test
    void for_all_requests() throws Exception {
        Site.serve(proxy, server -> {
            String url = URL;
            String proxy = withLogin(server); // http://user:password@127.0.0.1:3128, say
            try (var session = ClientSession.open(options -> options.proxies(Proxies.all(proxy)))) {
                assertThat(session.get(url).text()).isEqualTo("by the proxy");
            }
        });
        assertThat(asked).containsExactly(URL);
    }

    @Test
    void with_exceptions() {
        var proxies = Proxies.all("socks5h://127.0.0.1:1080").except("intranet.example,10.0.0.0/8,localhost");
        assertThat(proxies.choose(Url.parse("https://wiki.intranet.example/"))).isEmpty();
        assertThat(proxies.choose(Url.parse("https://example.com/"))).isPresent();
    }

    @Test
    void as_the_environment_says() throws Exception {
        Site.serve(proxy, url -> {
            try (var session = ClientSession.open(options -> options.proxies(Proxies.fromEnvironment()))) {
                IO.println(session.get(url).proxies(Proxies.none()).discard().status());
            }
        });
        assertThat(asked).containsExactly("/");
    }

    @Test
    void what_a_proxy_refuses() throws Exception {
        Site.visit(proxy, (session, server) -> {
            var refusals = new ArrayList<String>();
            String url = "https://nowhere.test/";
            try {
                session.get(url).proxies(Proxies.all(server)).discard();
            } catch (ProxyException refused) {
                refusals.add(refused.phase() + ": " + refused.getMessage());
            }
            assertThat(refusals).hasSize(1);
        });
    }
}
