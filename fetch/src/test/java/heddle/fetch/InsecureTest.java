package heddle.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.fetch.StrategyRun.ErrorKind;
import heddle.fetch.list.UrlList;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server whose certificate nobody vouches for, and that is for another host besides.
class InsecureTest {
    private Loops loops;
    private HttpServer server;
    private List<String> urls;

    @BeforeEach
    void start() throws IOException {
        loops = Loops.open(1);
        server = HttpServer.open(ServerOptions.local().selfSigned("other.example"), loops, TestOrigin.router());
        urls = List.of("https://127.0.0.1:" + server.address().getPort() + "/bytes/1000");
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void it_is_refused(String name) {
        StrategyRun run = Strategy.named(name).run(urls, StrategyOptions.defaults(), StrategyListener.NONE);
        assertThat(run.errors()).extracting(ErrorKind::kind).containsExactly("tls_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void it_is_taken_by_who_asks_for_no_trust(String name) {
        StrategyOptions insecure = StrategyOptions.defaults().withInsecure(true);
        StrategyRun run = Strategy.named(name).run(urls, insecure, StrategyListener.NONE);
        assertThat(run.errors()).isEmpty();
        assertThat(run.bytes()).isEqualTo(1_000);
    }

    @Test
    void the_fetcher_tells_that_tls_failed_and_when() throws IOException {
        Recorded sink = new Recorded();
        Fetcher.create(FetchOptions.defaults()).run(UrlList.of(urls), sink);
        assertThat(sink.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.kind()).isEqualTo("tls_failed");
            assertThat(failed.phase()).isEqualTo("tls");
        });
    }

    @Test
    void the_fetcher_takes_it_when_told_to() throws IOException {
        Recorded sink = new Recorded();
        Fetcher.create(FetchOptions.defaults().session(session -> session.insecure()))
                .run(UrlList.of(urls), sink);
        assertThat(sink.fetched())
                .singleElement()
                .satisfies(fetched ->
                        assertThat(fetched.exchange().timings().appConnect()).isPositive());
    }
}
