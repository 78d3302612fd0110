package heddle.fetch.sitemap.walk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.client.SessionOptions;
import heddle.fetch.Peer;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ReadList;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.RobotsUse;
import heddle.fetch.sitemap.SitemapLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Sitemaps that name others, in the network. All hosts are this machine, so manners are asked for. Time is virtual: it
/// jumps when nothing has happened for a while.
@Isolated
class SitemapsTest {
    private final VirtualTime time = VirtualTime.start(Duration.ofMillis(100));
    private Politeness politeness = Politeness.defaults();
    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private static String index(String... urls) {
        return Stream.of(urls)
                .map(url -> "<sitemap><loc>" + url + "</loc></sitemap>")
                .collect(Collectors.joining("", "<sitemapindex>", "</sitemapindex>"));
    }

    private static String pages(String... urls) {
        return Stream.of(urls)
                .map(url -> "<url><loc>" + url + "</loc><lastmod>2026</lastmod></url>")
                .collect(Collectors.joining("", "<urlset>", "</urlset>"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private List<ListLine> read(SitemapLimits limits, String... locations) throws IOException {
        SessionOptions session = SessionOptions.defaults().userAgent("tester/1 (+https://example.org/)");
        LoopOptions runtime = LoopOptions.defaults().time(time);
        return ReadList.lines(UrlList.objects(
                Sitemaps.source(List.of(locations), session, politeness, runtime, limits),
                Columns.URL.kept(List.of("lastmod"))));
    }

    private static List<String> urls(List<ListLine> lines) {
        return lines.stream()
                .filter(ListLine.Entry.class::isInstance)
                .map(line -> ((ListLine.Entry) line).url())
                .toList();
    }

    private static List<String> problems(List<ListLine> lines) {
        return lines.stream()
                .filter(ListLine.Bad.class::isInstance)
                .map(line -> ((ListLine.Bad) line).problem())
                .toList();
    }

    @Test
    void an_index_is_followed_to_pages_of_any_coding(@TempDir Path folder) throws IOException {
        peer.on("/one.xml", _ -> Peer.ok(pages("http://a/1", "http://a/2")));
        byte[] two = gzip(pages("http://a/3"));
        peer.on("/two.xml.gz", _ -> Peer.response("200 OK", "Content-Type: application/gzip\r\n", two));
        peer.on("/moved.txt", _ -> Peer.redirect("/three.txt"));
        peer.on("/three.txt", _ -> Peer.ok("http://a/4\n"));
        Path local = Files.write(
                folder.resolve("index"),
                gzip(index(peer.url("/one.xml"), peer.url("/two.xml.gz"), peer.url("/moved.txt"))));
        List<ListLine> lines = read(SitemapLimits.defaults(), local.toString());
        assertThat(urls(lines)).containsExactly("http://a/1", "http://a/2", "http://a/3", "http://a/4");
        assertThat(((ListLine.Entry) lines.getFirst()).listed().particulars().cells())
                .containsExactly(Cell.text("lastmod", "2026"));
    }

    @Test
    void one_that_cannot_be_had_or_read_is_a_bad_line_and_the_others_are_read() throws IOException {
        peer.on(
                "/index.xml",
                _ -> Peer.ok(index(
                        peer.url("/missing"),
                        "file:///etc/passwd",
                        "/etc/passwd",
                        peer.url("/html"),
                        peer.url("/fine"))));
        peer.on("/missing", _ -> Peer.response("404 Not Found", "", new byte[0]));
        peer.on("/html", _ -> Peer.ok("<html>"));
        peer.on("/fine", _ -> Peer.ok(pages("http://a/")));
        List<ListLine> lines = read(SitemapLimits.defaults(), peer.url("/index.xml"));
        assertThat(urls(lines)).containsExactly("http://a/");
        assertThat(problems(lines))
                .satisfiesExactly(
                        missing -> assertThat(missing)
                                .startsWith("line 1 of sitemaps is a JSON object without a text member \"url\": it")
                                .contains("404"),
                        file -> assertThat(file).contains("it cannot be had: "),
                        path -> assertThat(path).contains("it cannot be had: "),
                        html -> assertThat(html).contains("it is no sitemap: its root is <html>"));
    }

    @Test
    void a_circle_ends_and_so_does_an_endless_chain() throws IOException {
        peer.on("/a", _ -> Peer.ok(index(peer.url("/b"), peer.url("/a"))));
        peer.on("/b", _ -> Peer.ok(index(peer.url("/a"))));
        assertThat(read(SitemapLimits.defaults(), peer.url("/a"), peer.url("/a")))
                .isEmpty();
        assertThat(peer.requests()).hasSize(2);
        for (int depth = 0; depth < 10; depth++) {
            String next = peer.url("/deep/" + (depth + 1));
            peer.on("/deep/" + depth, _ -> Peer.ok(index(next)));
        }
        assertThat(problems(read(SitemapLimits.defaults(), peer.url("/deep/0"))))
                .singleElement()
                .asString()
                .contains("is not read: it is 5 sitemaps away from the first");
    }

    @Test
    void no_more_than_so_many_are_read() throws IOException {
        peer.on("/index", _ -> Peer.ok(index(peer.url("/1"), peer.url("/2"), peer.url("/3"))));
        for (int number = 1; number <= 3; number++) {
            String page = pages("http://a/" + number);
            peer.on("/" + number, _ -> Peer.ok(page));
        }
        List<ListLine> lines = read(new SitemapLimits(10, 1000, 3, 2), peer.url("/index"));
        assertThat(urls(lines)).containsExactly("http://a/1", "http://a/2");
        assertThat(problems(lines)).singleElement().asString().contains("more than the 3 sitemaps");
    }

    private List<String> asked() {
        return peer.requests().stream().map(head -> head.split(" ", 3)[1]).toList();
    }

    @Test
    void robots_txt_is_asked_for_once_and_obeyed() throws IOException {
        politeness = politeness.robots(RobotsUse.OBEY);
        peer.on("/robots.txt", _ -> Peer.ok("User-agent: tester\nDisallow: /private"));
        peer.on("/index", _ -> Peer.ok(index(peer.url("/private/1"), peer.url("/fine"))));
        peer.on("/fine", _ -> Peer.ok(pages("http://a/")));
        List<ListLine> lines = read(SitemapLimits.defaults(), peer.url("/index"));
        assertThat(asked()).containsExactly("/robots.txt", "/index", "/fine");
        assertThat(urls(lines)).containsExactly("http://a/");
        assertThat(problems(lines)).singleElement().asString().contains("/robots.txt does not allow it to tester");
    }

    @Test
    void this_machine_is_not_asked_for_its_robots_txt_unless_that_is_asked_for() throws IOException {
        peer.on("/pages", _ -> Peer.ok(pages("http://a/")));
        assertThat(urls(read(SitemapLimits.defaults(), peer.url("/pages")))).hasSize(1);
        assertThat(asked()).containsExactly("/pages");
    }

    @Test
    void a_robots_txt_that_cannot_be_had_forbids_every_sitemap_there() throws IOException {
        politeness = politeness.robots(RobotsUse.OBEY);
        peer.on("/robots.txt", _ -> Peer.response("500 Oh", "", new byte[0]));
        List<ListLine> lines = read(SitemapLimits.defaults(), peer.url("/pages"));
        assertThat(asked()).hasSize(3).containsOnly("/robots.txt");
        assertThat(problems(lines))
                .singleElement()
                .asString()
                .contains("it is not known whether robots may ask for it")
                .contains("answered 500");
    }

    @Test
    void the_interval_of_a_host_stands_between_its_sitemaps() throws IOException {
        politeness = politeness.hostInterval(Duration.ofSeconds(10));
        peer.on("/index", _ -> Peer.ok(index(peer.url("/1"), peer.url("/2"))));
        peer.on("/1", _ -> Peer.ok(pages("http://a/1")));
        peer.on("/2", _ -> Peer.ok(pages("http://a/2")));
        assertThat(urls(read(SitemapLimits.defaults(), peer.url("/index")))).hasSize(2);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
    }

    @Test
    void a_crawl_delay_stands_there_too() throws IOException {
        politeness = politeness.robots(RobotsUse.OBEY);
        peer.on("/robots.txt", _ -> Peer.ok("User-agent: *\nCrawl-delay: 30"));
        peer.on("/1", _ -> Peer.ok(pages("http://a/1")));
        peer.on("/2", _ -> Peer.ok(pages("http://a/2")));
        assertThat(urls(read(SitemapLimits.defaults(), peer.url("/1"), peer.url("/2"))))
                .hasSize(2);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @Test
    void a_host_that_has_too_much_to_do_is_left_alone_for_as_long_as_it_says() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        peer.on(
                "/pages",
                _ -> tries.incrementAndGet() == 1
                        ? Peer.response("503 Oh", "Retry-After: 100\r\n", new byte[0])
                        : Peer.ok(pages("http://a/")));
        assertThat(urls(read(SitemapLimits.defaults(), peer.url("/pages")))).hasSize(1);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(101));
    }

    @Test
    void a_host_that_wants_more_time_than_there_is_is_not_waited_for() throws IOException {
        peer.on("/pages", _ -> Peer.response("429 Oh", "Retry-After: 7200\r\n", new byte[0]));
        peer.on("/other", _ -> Peer.ok(pages("http://a/")));
        List<ListLine> lines = read(SitemapLimits.defaults(), peer.url("/pages"), peer.url("/other"));
        assertThat(urls(lines)).hasSize(1);
        assertThat(problems(lines)).singleElement().asString().contains("asks to be left alone for 7200 s");
    }

    @Test
    void what_is_too_large_is_not_read_on() throws IOException {
        peer.on("/large", _ -> Peer.ok(pages("http://a/" + "x".repeat(2_000))));
        byte[] bomb = gzip("http://a/\n".repeat(30_000));
        peer.on("/bomb", _ -> Peer.response("200 OK", "", bomb));
        List<ListLine> lines = read(new SitemapLimits(200_000, 1_500, 3, 2), peer.url("/large"), peer.url("/bomb"));
        assertThat(problems(lines)).hasSize(2);
        assertThat(problems(lines).getLast()).contains("it is larger than the 1500 bytes");
    }
}
