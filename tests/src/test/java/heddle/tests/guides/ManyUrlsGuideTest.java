package heddle.tests.guides;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.task.Settled;
import heddle.client.Exchange;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Outcome;
import heddle.server.Handler;
import heddle.server.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What `docs/guides/many-urls.md` shows, run.
class ManyUrlsGuideTest {
    private final List<String> found = new ArrayList<>();
    private final Handler pages = request -> Reply.text("page " + request.target());

    private static List<String> urls(String url) {
        return IntStream.range(0, 20).mapToObj(n -> url + n).toList();
    }

    @Test
    void all_at_once() throws Exception {
        Site.visit(pages, (session, url) -> {
            List<String> urls = urls(url);
            List<String> texts = Async.gather(urls, each -> session.get(each).text());
            assertThat(texts).hasSize(20).startsWith("page /0");
        });
    }

    @Test
    void so_many_at_a_time() throws Exception {
        Site.visit(pages, (session, url) -> {
            List<String> urls = urls(url);
            Async.forEach(urls, 8, each -> {
                String text = session.get(each).text();
                found.add(text);
            });
        });
        assertThat(found).hasSize(20);
    }

    @Test
    void failures_as_values() throws Exception {
        Site.visit(pages, (session, url) -> {
            List<String> urls = List.of(url, "http://127.0.0.1:1/");
            List<Settled<Exchange>> all =
                    Async.gatherSettled(urls, each -> session.get(each).discard());
            for (Settled<Exchange> one : all) {
                switch (one) {
                    case Settled.Succeeded(Exchange page) ->
                        found.add(page.status().toString());
                    case Settled.Failed(Throwable failure) -> found.add("failed: " + failure.getMessage());
                    case Settled.Cancelled(var _) -> found.add("given up");
                }
            }
        });
        assertThat(found).hasSize(2);
    }

    @Test
    void a_list_of_any_length() throws Exception {
        Site.serve(pages, url -> {
            List<String> urls = urls(url);
            var options = FetchOptions.defaults()
                    .session(session -> session.userAgent("example/1.0 (+https://example.org/bot)"));
            try (var outcomes = Fetcher.create(options).stream(UrlList.of(urls))) {
                for (Outcome outcome : outcomes) {
                    switch (outcome) {
                        case Outcome.Fetched page -> found.add(page.url());
                        case Outcome.Failed failed -> IO.println(failed.url() + ": " + failed.message());
                        case Outcome.Skipped skipped -> IO.println(skipped.url() + " is left");
                    }
                }
            }
        });
        assertThat(found).hasSize(20);
    }
}
