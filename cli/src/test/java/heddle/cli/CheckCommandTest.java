package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import heddle.async.Loops;
import heddle.http.Method;
import heddle.http.Status;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.server.ServerRequest;
import heddle.server.origin.TestOrigin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/// Links of all kinds, checked as a user does it.
@Timeout(60)
class CheckCommandTest {
    private static final String OBEYED = "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]";

    @TempDir
    Path folder;

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Loops loops = Loops.open(1);
    private HttpServer server;
    private volatile Reply robots = Reply.text("");

    @BeforeEach
    void serve() throws IOException {
        var origin = TestOrigin.router();
        server = HttpServer.open(ServerOptions.local(), loops, request -> {
            requests.add(request.method() + " " + request.path());
            Optional<Reply> own = page(request);
            return own.isPresent() ? own.get() : origin.handle(request);
        });
    }

    private Optional<Reply> page(ServerRequest request) {
        return switch (request.path()) {
            case "/robots.txt" -> Optional.of(robots);
            case "/page" ->
                Optional.of(Reply.bytes(
                        "text/html; charset=utf-8",
                        "<h1 id=one>One</h1><a name='zw\u00f6lf'>".getBytes(StandardCharsets.UTF_8)));
            case "/no-head" ->
                Optional.of(
                        request.method().equals(Method.HEAD)
                                ? Reply.empty(Status.of(405, "Method Not Allowed"))
                                : Reply.text("here"));
            default -> Optional.empty();
        };
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    private String url(String path) {
        return server.url() + path;
    }

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content.replace("ORIGIN", server.url().toString()))
                .toString();
    }

    private static Session check(String... words) {
        var all = new ArrayList<>(List.of("check", "-q"));
        all.addAll(List.of(words));
        return Session.of(all.toArray(String[]::new));
    }

    @Test
    void urls_are_asked_for_by_head_and_what_is_gone_is_broken() {
        Session session = check(url("/bytes/5"), url("/status/404"));
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(session.out())
                .startsWith("[command line]:\n[404] " + url("/status/404")
                        + " | 404 Not Found\n\n2 links, 2 unique: 1 good,"
                        + " 0 redirected, 1 broken, 0 timed out, 0 excluded in ")
                .doesNotContain("/bytes/5");
        assertThat(requests).containsOnlyOnce("HEAD /bytes/5").doesNotContain("GET /bytes/5");
    }

    @Test
    void a_server_that_refuses_head_is_asked_by_get() {
        assertThat(check(url("/no-head")).end()).isEqualTo(ExitCode.OK);
        assertThat(requests).containsExactly("HEAD /no-head", "GET /no-head");
    }

    @Test
    void what_is_wanted_may_be_another_status() {
        assertThat(check("--accept=200..=299,404", url("/status/404")).end()).isEqualTo(ExitCode.OK);
        assertThat(check("--accept=404", url("/bytes/1")).end()).isEqualTo(ExitCode.SOME_FAILED);
    }

    @Test
    void a_thing_is_asked_for_once_however_many_links_lead_there() throws IOException {
        String list = file("list.csv", "url\nORIGIN/bytes/1\nORIGIN/bytes/1#a\n");
        String page = file("a.md", "[x](ORIGIN/bytes/1) [y](ORIGIN/bytes/1#b)");
        Session session = check("-i", list, page, url("/bytes/1"), "-v");
        assertThat(session.end()).as(session.out()).isEqualTo(ExitCode.OK);
        assertThat(requests).containsExactly("HEAD /bytes/1");
        assertThat(session.out()).contains("5 links, 1 unique: 5 good");
    }

    @Test
    void documents_below_a_folder_are_read_and_links_between_them_followed() throws IOException {
        file(
                "site/index.html",
                "<a href='sub/a.md#here'>a</a>\n<a href='gone.html'>b</a><a href='mailto:a@b.test'>c</a>");
        file("site/sub/a.md", "# Here\n\n[up](../index.html) [page](ORIGIN/page) https://docs.example.com/");
        file("site/.hidden/b.md", "[x](nothing)");
        file("site/note.bin", "[x](nothing)");
        Session session = check(folder.resolve("site").toString());
        assertThat(session.end()).as(session.out()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(session.out())
                .contains("[" + folder.resolve("site/index.html") + "]:\n[ERROR] ")
                .contains("gone.html (at 2) | there is no such file\n")
                .contains("6 links, 4 unique: 3 good, 0 redirected, 1 broken, 0 timed out, 2 excluded");
        assertThat(check(folder.resolve("site").toString(), "--exclude", "gone").end())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void parts_of_pages_are_looked_for_when_that_is_asked_for() throws IOException {
        String page = file(
                "a.md",
                "# A\n\n[1](ORIGIN/page#one) [2](ORIGIN/page#zw%C3%B6lf) [3](ORIGIN/page#two) [4](ORIGIN/page#top) [5](#a) [6](#b)");
        assertThat(check(page).end()).isEqualTo(ExitCode.OK);
        Session session = check("--include-fragments", page);
        assertThat(session.end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(session.out())
                .contains("[200] " + url("/page#two") + " (at 3) | there is no #two\n", " | there is no #b\n")
                .contains("6 links, 2 unique: 4 good, 0 redirected, 2 broken");
        assertThat(requests).containsExactly("HEAD /page", "GET /page");
    }

    @Test
    void redirects_are_told() {
        Session session = check(url("/redirect/2"));
        assertThat(session.end()).isEqualTo(ExitCode.OK);
        assertThat(session.out())
                .contains("[200] " + url("/redirect/2") + " | " + url("/redirect/2") + " --[302]--> ")
                .contains("1 good, 1 redirected");
        assertThat(check("--no-location", url("/redirect/2")).end()).isEqualTo(ExitCode.SOME_FAILED);
    }

    @Test
    void links_are_relative_to_what_they_are_said_to_be() throws IOException {
        String page = file("deep/a.html", "<a href='/bytes/1'>x</a><a href='status/404'>y</a>");
        assertThat(check(page).out())
                .contains("it begins with / and neither --root-dir nor --base-url says below what");
        Session session = check(page, "--base-url", url("/x/"));
        assertThat(session.out()).contains("[404] " + url("/x/status/404")).contains("1 good");
        file("bytes/1", "");
        assertThat(check(page, "--root-dir", folder.toString()).out()).contains("1 good");
    }

    @Test
    void nobody_is_asked_for_what_is_excluded() {
        Session session =
                check("-v", "--exclude-loopback", "--exclude=nothing", url("/bytes/1"), "http://localhost:1/");
        assertThat(session.end()).isEqualTo(ExitCode.OK);
        assertThat(session.out()).contains("[EXCLUDED] http://localhost:1/ | excluded by --exclude-loopback");
        assertThat(requests).isEmpty();
    }

    @Test
    void a_host_that_nobody_answers_at_is_broken() {
        Session session = check("http://127.0.0.1:1/");
        assertThat(session.end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(session.out()).contains("[ERROR] http://127.0.0.1:1/ | cannot connect to 127.0.0.1:1");
    }

    @Test
    void a_host_that_nobody_answers_at_is_broken_where_its_robots_txt_is_wanted_first() {
        Session session = check("--robots=obey", "--retry=0", "http://127.0.0.1:1/");
        assertThat(session.end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(session.out()).contains("[ERROR] http://127.0.0.1:1/ | cannot connect to 127.0.0.1:1");
    }

    @Test
    void a_robots_txt_that_the_server_cannot_bring_is_broken_and_one_that_says_no_excludes() {
        robots = Reply.empty(Status.of(500, "Oh"));
        Session broken = check("--robots=obey", "--retry=0", url("/bytes/1"));
        assertThat(broken.end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(broken.out()).contains("[ERROR] " + url("/bytes/1") + " | it is not known whether robots may");
        robots = Reply.text("User-agent: *\nDisallow: /");
        Session excluded = check("--robots=obey", url("/bytes/1"));
        assertThat(excluded.end()).isEqualTo(ExitCode.OK);
        assertThat(excluded.out()).contains("0 broken, 0 timed out, 1 excluded");
        assertThat(requests).doesNotContain("HEAD /bytes/1");
    }

    @Test
    void what_was_good_is_not_asked_for_again_while_it_is_remembered() throws IOException {
        String cache = folder.resolve("known").toString();
        String[] all = {
            "--cache-file=" + cache, url("/bytes/1"), url("/status/404"), url("/redirect/1"), url("/bytes/2#part")
        };
        assertThat(check(all).end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(Files.readAllLines(Path.of(cache)))
                .hasSize(2)
                .allMatch(line -> line.matches(".*/bytes/[12] 200 [0-9]+"));
        requests.clear();
        Session again = check(all);
        assertThat(again.end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(again.out())
                .contains("4 links, 4 unique: 3 good, 1 redirected, 1 broken, 0 timed out", ", 2 cached in ");
        assertThat(requests)
                .contains("HEAD /status/404", "HEAD /redirect/1")
                .doesNotContain("HEAD /bytes/1", "HEAD /bytes/2");
        assertThat(check("--cache-file=" + cache, "--accept=404", url("/bytes/1"))
                        .end())
                .isEqualTo(ExitCode.SOME_FAILED);
        assertThat(Files.readString(Path.of(cache))).doesNotContain("/bytes/1 ");
    }

    @Test
    void an_age_of_nothing_is_told() {
        assertThat(check("--max-cache-age=2d", url("/bytes/1")).err()).contains("add --cache");
    }

    @Test
    void a_line_that_is_no_url_is_broken_with_its_place() throws IOException {
        String list = file("list", "ORIGIN/bytes/1\nnothing\n");
        assertThat(check("-i", list).out()).contains("[" + list + "]:\n[ERROR] nothing (at 2) | no URL: ");
    }

    @Test
    void the_report_can_be_json_with_the_members_of_lychee() throws IOException {
        file("a.md", "\n[x](ORIGIN/status/404) [y](ORIGIN/redirect/1)");
        Path report = folder.resolve("report.json");
        Session session = check(folder.resolve("a.md").toString(), "--format=json", "-o", report.toString());
        assertThat(session.end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(session.out()).isEmpty();
        String json = Files.readString(report);
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {} // throws where it is none
        }
        assertThat(json.replaceAll("\\s+", ""))
                .contains(
                        "\"total\":2,\"unique\":2,\"successful\":1,\"timeouts\":0,\"redirects\":1,\"excludes\":0,\"errors\":1")
                .contains(
                        "\"status\":{\"text\":\"404NotFound\",\"code\":404,\"kind\":\"status\"},\"span\":{\"line\":2}")
                .contains("\"redirect_map\":{", "\"origin\":\"" + url("/redirect/1") + "\",\"redirects\":[{");
    }

    @Test
    void the_report_can_be_junit_xml_with_every_link_as_a_test() throws Exception {
        String page = file("a<b>&.md", "[x](ORIGIN/status/404) [y](ORIGIN/bytes/1) [z](mailto:a@b.test)");
        Session session = check(page, "--format=junit");
        assertThat(session.end()).isEqualTo(ExitCode.SOME_FAILED);
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(session.out().getBytes(StandardCharsets.UTF_8)));
        Element suites = document.getDocumentElement();
        assertThat(suites.getTagName()).isEqualTo("testsuites");
        assertThat(suites.getAttribute("tests")).isEqualTo("3");
        assertThat(suites.getAttribute("failures")).isEqualTo("1");
        var cases = document.getElementsByTagName("testcase");
        assertThat(cases.getLength()).isEqualTo(3);
        Element first = (Element) cases.item(0);
        assertThat(first.getAttribute("file")).isEqualTo(page);
        assertThat(first.getAttribute("line")).isEqualTo("1");
        Element failure = (Element) first.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("[404] 404 Not Found");
        assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    }

    @Test
    void the_report_can_be_markdown() throws IOException {
        String page = file("a_b.md", "[x](ORIGIN/status/404)");
        assertThat(check(page, "--format=markdown").out())
                .contains("# Summary\n\n| Status | Count |\n|---|---|\n| Total | 1 |\n")
                .contains("## Errors per input\n\n### Errors in ")
                .contains("a\\_b.md\n\n* [404] <" + url("/status/404") + "> (at 1) | 404 Not Found\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "json", "junit"})
    void no_report_has_anything_that_a_terminal_obeys(String form) throws IOException {
        String hostile = "no\u001b[31m\u0007 \u009b2J\u007f\u202eurl";
        String list = file("list", hostile + "\n");
        Path report = folder.resolve("report");
        assertThat(check("-i", list, "--format", form).out())
                .containsPattern("(?s)no.*url")
                .doesNotContainPattern(OBEYED);
        assertThat(check("-i", list, "--format", form, "-o", report.toString()).end())
                .isEqualTo(ExitCode.SOME_FAILED);
        assertThat(report).content().containsPattern("(?s)no.*url").doesNotContainPattern(OBEYED);
    }

    @Test
    void what_a_terminal_would_obey_is_escaped_as_json_has_it() throws IOException {
        String json = check("-i", file("list", "no \u009b2J\u007f\u001burl\n"), "--format=json")
                .out();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {} // throws where it is none
        }
        assertThat(json).contains("no \\u009B2J\\u007F\\u001Burl");
    }

    /// The example of the help and of the guide, on itself; what is elsewhere is not asked for.
    @Test
    void the_documents_of_this_project_have_no_broken_links() {
        Session session = Session.of(
                "check",
                "--exclude",
                "^https?://",
                "--include-fragments",
                "../README.md",
                "../docs",
                "../bench/README.md");
        assertThat(session.end()).as(session.out()).isEqualTo(ExitCode.OK);
        assertThat(session.out()).contains(" 0 broken, 0 timed out, ").doesNotContain(" 0 good");
    }

    @Test
    void a_wrong_word_is_told() {
        assertThat(check().err()).contains("nothing to check");
        assertThat(check("nowhere.md").err()).contains("'nowhere.md' is neither a URL nor a file that is there");
        assertThat(check("--exclude=(", "x").err()).contains("--exclude: '(' is no regular expression");
        assertThat(check("--format=xml", "x").err()).contains("--format must be one of text, json, markdown, junit");
        assertThat(check("--accept=ok", url("/")).end()).isEqualTo(ExitCode.USAGE);
    }
}
