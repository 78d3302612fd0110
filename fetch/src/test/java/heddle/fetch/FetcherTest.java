package heddle.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.account.FetchSummary;
import heddle.fetch.account.FetchSummary.ErrorCount;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Sink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of the URLs of a list.
class FetcherTest {
    /// No port that the system gives to anyone who asks for some port.
    private static final String REFUSED = "http://127.0.0.1:1/";

    private final Recorded sink = new Recorded();
    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void every_url_has_exactly_one_outcome(int loops) throws IOException {
        List<String> urls = peer.pages(2_000);
        FetchSummary summary = fetch(FetchOptions.defaults().loops(loops).concurrency(50), UrlList.of(urls));
        assertThat(sink.urls()).containsExactlyInAnyOrderElementsOf(urls);
        assertThat(sink.fetched()).hasSize(2_000).allSatisfy(fetched -> {
            assertThat(fetched.exchange().status().code()).isEqualTo(200);
            assertThat(fetched.exchange().url().href()).isEqualTo(fetched.url());
            assertThat(fetched.body().bytes()).isPositive();
        });
        assertThat(sink.timesClosed()).isOne();
        assertThat(summary.counts().ok()).isEqualTo(2_000);
        assertThat(summary.counts().total()).isEqualTo(2_000);
        assertThat(summary.bytes())
                .isEqualTo(sink.fetched().stream()
                        .mapToLong(fetched -> fetched.body().bytes())
                        .sum());
        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.errors()).isEmpty();
        assertThat(summary.times().p50())
                .isPositive()
                .isLessThanOrEqualTo(summary.times().max());
        assertThat(summary.urlsPerSecond()).isPositive();
        assertThat(peer.requests()).hasSize(2_000);
    }

    @Test
    void an_empty_list_is_complete() throws IOException {
        FetchSummary summary = fetch(FetchOptions.defaults(), UrlList.of(List.of()));
        assertThat(summary.counts().total()).isZero();
        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.times().max()).isZero();
        assertThat(sink.timesClosed()).isOne();
    }

    @Test
    void a_url_that_is_listed_twice_is_fetched_twice() throws IOException {
        assertThat(fetch(FetchOptions.defaults(), UrlList.of(List.of(peer.url("/a"), peer.url("/a"))))
                        .counts()
                        .ok())
                .isEqualTo(2);
    }

    @Test
    void any_complete_response_is_fetched_whatever_its_status() throws IOException {
        peer.on("/missing", _ -> Peer.response("404 Not Found", "", new byte[3]));
        peer.on("/moved", _ -> Peer.redirect("/missing"));
        fetch(FetchOptions.defaults(), UrlList.of(List.of(peer.url("/moved"))));
        assertThat(sink.fetched()).singleElement().satisfies(fetched -> {
            assertThat(fetched.exchange().status().code()).isEqualTo(404);
            assertThat(fetched.exchange().redirects()).hasSize(1);
            assertThat(fetched.exchange().url().href()).isEqualTo(peer.url("/missing"));
            assertThat(fetched.url()).isEqualTo(peer.url("/moved"));
        });
    }

    @Test
    void whatever_goes_wrong_with_a_url_is_an_outcome_and_stops_nothing() throws IOException {
        peer.on("/cut", _ -> Peer.cut());
        peer.on("/garbage", _ -> "not http at all, Connection: close\r\n\r\n".getBytes(ISO_8859_1));
        String list = String.join(
                "\n",
                peer.url("/cut"),
                peer.url("/garbage"),
                REFUSED,
                "http://[::1",
                "mailto:someone@example.com",
                "{\"no\":\"url\"}",
                peer.url("/\u00E4"),
                peer.url("/fine"));
        UrlList lines = UrlList.stream("list", new ByteArrayInputStream(list.getBytes(ISO_8859_1)));
        FetchSummary summary = fetch(FetchOptions.defaults(), lines);
        assertThat(sink.fetched())
                .singleElement()
                .satisfies(fetched -> assertThat(fetched.url()).isEqualTo(peer.url("/fine")));
        assertThat(sink.failed()).hasSize(7);
        assertThat(failure("/cut").kind()).isEqualTo("connection_lost");
        assertThat(failure("/cut").phase()).isEqualTo("read");
        assertThat(failure("/garbage").kind()).isEqualTo("protocol_error");
        assertThat(failure("[::1").kind()).isEqualTo("invalid_url");
        assertThat(failure("mailto").kind()).isEqualTo("invalid_request");
        assertThat(failure("{").kind()).isEqualTo("invalid_line");
        assertThat(failure("/\u00E4").message()).contains("line 7 of list is not UTF-8");
        assertThat(sink.failed().stream().filter(failed -> failed.kind().equals("connect_failed")))
                .singleElement()
                .satisfies(failed -> assertThat(failed.phase()).isEqualTo("connect"));
        assertThat(summary.errors()).extracting(ErrorCount::kind).contains("connect_failed", "invalid_line");
        assertThat(summary.errors()).extracting(ErrorCount::count).startsWith(2L);
        assertThat(summary.counts().failed()).isEqualTo(7);
        assertThat(summary.isComplete()).isTrue();
    }

    @Test
    void a_body_above_the_limit_is_a_failure_and_no_truncated_success() throws IOException {
        peer.on("/large", _ -> Peer.ok("x".repeat(5_000)));
        FetchOptions small =
                FetchOptions.defaults().session(session -> session.limits(limits -> limits.bodyBytesMax(4_999)));
        fetch(small, UrlList.of(List.of(peer.url("/large"))));
        assertThat(sink.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.kind()).isEqualTo("limit_exceeded"));
    }

    /// The list goes on once the peer has seen the end of the stream, so that it is not the job's end that closes it.
    @Test
    void a_silent_server_times_out_and_its_connection_is_closed() throws IOException {
        peer.on("/silent", _ -> new byte[0]);
        FetchOptions hasty = FetchOptions.defaults()
                .session(session -> session.timeouts(timeouts -> timeouts.total(Duration.ofMillis(100))));
        UrlList more = () -> {
            assertThat(awaitEnded()).as("the connection is closed").isTrue();
            return UrlList.of(List.of("no url")).open();
        };
        fetch(hasty, UrlList.concat(List.of(UrlList.of(List.of(peer.url("/silent"))), more)));
        assertThat(sink.failed()).hasSize(2);
        assertThat(failure("/silent").kind()).isEqualTo("timeout");
        assertThat(failure("/silent").elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(90));
    }

    private boolean awaitEnded() {
        try {
            return peer.awaitEnded();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fetching_starts_with_the_first_line() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        peer.on("/first", _ -> {
            asked.countDown();
            return Peer.ok("first");
        });
        PipedOutputStream typed = new PipedOutputStream();
        UrlList list = UrlList.stream("pipe", new PipedInputStream(typed));
        Thread typist = Thread.ofVirtual().start(() -> type(typed, asked));
        FetchSummary summary = fetch(FetchOptions.defaults(), list);
        typist.join();
        assertThat(summary.counts().ok()).isEqualTo(2);
    }

    private void type(PipedOutputStream typed, CountDownLatch asked) {
        try (typed) {
            typed.write((peer.url("/first") + "\n").getBytes(ISO_8859_1));
            typed.flush();
            if (asked.await(20, TimeUnit.SECONDS)) {
                typed.write((peer.url("/second") + "\n").getBytes(ISO_8859_1));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_list_that_cannot_be_opened_is_an_error_and_the_sink_is_closed() {
        assertThatThrownBy(() -> fetch(FetchOptions.defaults(), UrlList.file(Path.of("missing/list.txt"))))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(sink.timesClosed()).isOne();
    }

    @Test
    void a_list_that_breaks_off_is_an_error_after_what_was_read_is_fetched() {
        UrlList broken = UrlList.concat(List.of(UrlList.of(peer.pages(100)), () -> {
            throw new IOException("the disk is gone");
        }));
        assertThatThrownBy(() -> fetch(FetchOptions.defaults(), broken)).hasMessage("the disk is gone");
        assertThat(sink.fetched()).hasSize(100);
        assertThat(sink.timesClosed()).isOne();
    }

    @Test
    void a_fetcher_does_one_list() throws IOException {
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults());
        assertThat(fetcher.statistics().urls()).isZero();
        fetcher.run(UrlList.of(peer.pages(3)), sink);
        assertThat(fetcher.statistics().urls()).isEqualTo(3);
        assertThat(fetcher.statistics().counts().ok()).isEqualTo(3);
        assertThat(fetcher.statistics().running()).isZero();
        assertThat(fetcher.statistics().isListRead()).isTrue();
        assertThatThrownBy(() -> fetcher.run(UrlList.of(List.of()), Sink.none()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void options_must_be_limits() {
        FetchOptions defaults = FetchOptions.defaults();
        assertThatThrownBy(() -> defaults.concurrency(0)).hasMessageContaining("concurrency is 0");
        assertThatThrownBy(() -> defaults.hostConcurrency(0)).hasMessageContaining("hostConcurrency is 0");
        assertThatThrownBy(() -> defaults.loops(0)).hasMessageContaining("loops is 0");
        assertThatThrownBy(() -> defaults.readAhead(0)).hasMessageContaining("readAhead is 0");
    }

    private FetchSummary fetch(FetchOptions options, UrlList list) throws IOException {
        return Fetcher.create(options).run(list, sink);
    }

    private Failed failure(String part) {
        List<Failed> found = new ArrayList<>(sink.failed());
        found.removeIf(failed -> !failed.url().contains(part));
        assertThat(found).as("failures of %s among %s", part, sink.failed()).hasSize(1);
        return found.getFirst();
    }
}
