package heddle.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.Loops;
import heddle.async.TaskGroup;
import heddle.async.time.VirtualTime;
import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.fetch.list.UrlList;
import heddle.http.Status;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// How a whole job spares the host of somebody else when nobody has asked for anything. The host is behind a Unix
/// domain socket, since all addresses that a test may ask are this machine's. Time is virtual, and each exchange takes
/// a second of it.
@Isolated
class DefaultMannersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final VirtualTime time = VirtualTime.start(Duration.ofMillis(20));
    private final Loops loops = Loops.open(1);
    private final Recorded sink = new Recorded();
    private final List<Start> starts = new ArrayList<>();
    private int underWay;
    private int answered;
    private HttpServer server;

    /// That something was asked for.
    ///
    /// @param underWay exchanges then, with this one
    /// @param answered exchanges by then
    private record Start(String path, Duration at, int underWay, int answered) {}

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.open(ServerOptions.at(socket()), loops, request -> switch (request.target()) {
            case "/robots.txt" -> Reply.text("User-agent: *\nDisallow: /private\n");
            case "/broken" -> Reply.empty(Status.INTERNAL_SERVER_ERROR);
            default -> Reply.empty(Status.OK);
        });
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    private Path socket() {
        return folder.resolve("socket");
    }

    private void fetch(String host, Stream<String> paths) throws IOException {
        FetchOptions options = FetchOptions.defaults()
                .engine(engine -> engine.runtime(LoopOptions.defaults().time(time)))
                .session(session -> session.unixSocket(socket())
                        .userAgent("tester/1 (+https://example.org/)")
                        .middleware(this::watch));
        Fetcher.create(options)
                .run(UrlList.of(paths.map(path -> "http://" + host + path).toList()), sink);
    }

    /// The clock does not jump while another thread is at work, and so waits for the answer.
    private Response watch(Outgoing request, Middleware.Next next) {
        begins(request.url().requestTarget());
        try {
            Async.sleep(SECOND);
            return whileAThreadIsAtWork(() -> next.send(request));
        } finally {
            ends();
        }
    }

    private synchronized void begins(String path) {
        underWay++;
        starts.add(new Start(path, time.elapsed(), underWay, answered));
    }

    private synchronized void ends() {
        underWay--;
        answered++;
    }

    private static Response whileAThreadIsAtWork(Supplier<Response> sent) {
        CountDownLatch isOver = new CountDownLatch(1);
        return TaskGroup.call(group -> {
            group.start(() -> Async.toThread(() -> isOver.await()));
            try {
                return sent.get();
            } finally {
                isOver.countDown();
            }
        });
    }

    private static Stream<String> pages(int count) {
        return IntStream.range(0, count).mapToObj(page -> "/page/" + page);
    }

    private List<Duration> gaps() {
        return IntStream.range(1, starts.size())
                .mapToObj(i -> starts.get(i).at().minus(starts.get(i - 1).at()))
                .toList();
    }

    @Test
    void robots_txt_is_asked_for_first_and_obeyed() throws IOException {
        fetch("a.example", Stream.of("/private/1", "/1", "/private/2", "/2"));
        assertThat(starts).extracting(Start::path).containsExactly("/robots.txt", "/1", "/2");
        assertThat(sink.fetched()).hasSize(2);
        assertThat(sink.failed())
                .hasSize(2)
                .allSatisfy(failed -> assertThat(failed.kind()).isEqualTo("robots_disallowed"));
    }

    @Test
    void a_host_is_begun_with_one_exchange_and_gets_one_more_with_each_good_answer_up_to_eight() throws IOException {
        fetch("a.example", pages(24));
        assertThat(sink.fetched()).hasSize(24);
        assertThat(starts.get(1).at()).as("the first one is alone").isGreaterThanOrEqualTo(SECOND);
        assertThat(starts)
                .allSatisfy(
                        start -> assertThat(start.underWay()).isLessThanOrEqualTo(Math.min(8, 1 + start.answered())));
        assertThat(starts.stream().mapToInt(Start::underWay).max()).hasValue(8);
    }

    @Test
    void fifty_milliseconds_stand_between_the_starts_at_a_host() throws IOException {
        fetch("a.example", pages(12));
        assertThat(gaps()).hasSize(12).allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofMillis(50)));
        assertThat(gaps()).contains(Duration.ofMillis(50));
    }

    @Test
    void what_fails_is_tried_three_times_more() throws IOException {
        fetch("a.example", Stream.of("/broken"));
        assertThat(starts).extracting(Start::path).filteredOn("/broken"::equals).hasSize(4);
        assertThat(sink.fetched()).singleElement().satisfies(fetched -> {
            assertThat(fetched.exchange().status().code()).isEqualTo(500);
            assertThat(fetched.retries()).isEqualTo(3);
        });
    }

    @Test
    void this_machine_is_spared_nothing() throws IOException {
        fetch("a.localhost", Stream.concat(Stream.of("/private", "/broken"), pages(24)));
        assertThat(starts).hasSize(26).extracting(Start::path).doesNotContain("/robots.txt");
        assertThat(starts).extracting(Start::at).containsOnly(Duration.ZERO);
    }
}
