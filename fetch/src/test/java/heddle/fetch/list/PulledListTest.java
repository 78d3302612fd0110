package heddle.fetch.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A list whose lines come from an iterator.
class PulledListTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void a_line_is_pulled_when_it_is_wanted() throws IOException {
        Iterator<String> iterator =
                Stream.of("http://a/", "http://b/").peek(events::add).iterator();
        try (UrlList list = UrlList.pulled(iterator);
                UrlLines lines = list.open()) {
            assertThat(lines.isReady()).isFalse();
            assertThat(events).isEmpty();
            assertThat(lines.next()).contains(new ListLine.Entry(1, "http://a/"));
            assertThat(lines.isReady()).isFalse();
            assertThat(events).containsExactly("http://a/");
            assertThat(lines.next()).contains(new ListLine.Entry(2, "http://b/"));
            assertThat(lines.next()).isEmpty();
        }
    }

    @Test
    void lines_are_those_of_a_file() throws IOException {
        Stream<String> texts =
                Stream.of("\uFEFFhttp://first/", "", "  # no", "\t http://\u00E4/ \r", "{\"url\":\"http://c/\"}");
        try (UrlList list = UrlList.pulled(texts)) {
            assertThat(ReadList.urls(list)).containsExactly("http://first/", "http://\u00E4/", "http://c/");
        }
    }

    @Test
    void a_stream_is_closed_once_and_has_no_more_then() throws IOException {
        Stream<String> stream = Stream.of("http://a/", "http://b/").onClose(() -> events.add("closed"));
        UrlList list = UrlList.pulled(stream);
        UrlLines lines = list.open();
        assertThat(lines.next()).isPresent();
        list.close();
        assertThat(lines.next()).isEmpty();
        lines.close();
        list.close();
        assertThat(events).containsExactly("closed");
    }

    @Test
    void closing_waits_for_an_iterator_at_work() throws Exception {
        CountDownLatch isAtWork = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Iterator<String> slow = Stream.generate(() -> {
                    isAtWork.countDown();
                    awaitQuietly(release);
                    events.add("given");
                    return "http://a/";
                })
                .iterator();
        UrlList list = UrlList.pulled(slow);
        UrlLines lines = list.open();
        Thread reader = Thread.ofVirtual().start(() -> readOne(lines));
        isAtWork.await();
        Thread closer = Thread.ofVirtual().start(() -> {
            release.countDown();
            closeQuietly(list);
            events.add("closed");
        });
        closer.join();
        reader.join();
        assertThat(events).containsExactly("given", "closed");
        assertThat(lines.next()).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readOne(UrlLines lines) {
        try {
            var _ = lines.next();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void closeQuietly(UrlList list) {
        try {
            list.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
