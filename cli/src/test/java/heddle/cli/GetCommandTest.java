package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.cli.report.Terminal;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GetCommandTest {
    private final Loops loops = Loops.open(1);
    private HttpServer plain;
    private HttpServer secure;

    @BeforeAll
    void serve() throws IOException {
        plain = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router());
        secure = HttpServer.open(ServerOptions.local().selfSigned("127.0.0.1"), loops, TestOrigin.router());
    }

    @AfterAll
    void stop() {
        plain.close();
        secure.close();
        loops.close();
    }

    @Test
    void the_body_goes_to_standard_output() {
        Session session = Session.of("get", plain.url() + "/redirect/2");
        assertThat(session).isEqualTo(new Session(ExitCode.OK, "arrived\n", ""));
    }

    @Test
    void the_head_comes_first_when_asked_for() {
        String out = Session.of("get", "-i", "--no-location", plain.url() + "/redirect/1")
                .out();
        assertThat(out).startsWith("HTTP/1.1 302 Found\r\n").containsIgnoringCase("\r\nlocation: /redirect/0\r\n");
    }

    @Test
    void each_request_is_recorded_as_an_archive(@TempDir Path folder) {
        Path file = folder.resolve("get.har");
        assertThat(Session.of("get", "--har", file.toString(), plain.url() + "/redirect/1")
                        .end())
                .isEqualTo(ExitCode.OK);
        assertThat(file).content().contains("\"status\":302", "\"status\":200", "arrived");
        Session failed = Session.of("get", "--har", file.toString(), "http://127.0.0.1:1/");
        assertThat(failed.end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(file).content().contains("\"comment\":\"failed: ");
        Path nowhere = folder.resolve("none/get.har");
        assertThat(Session.of("get", "--har", nowhere.toString(), plain.url()).err())
                .contains(nowhere.toString());
    }

    @Test
    void whoever_listens_on_a_unix_socket_is_asked_for_any_url(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("socket");
        try (var _ = HttpServer.open(ServerOptions.at(file), loops, TestOrigin.router())) {
            assertThat(Session.of("get", "--unix-socket", file.toString(), "http://no.such.host.example/redirect/1")
                            .out())
                    .isEqualTo("arrived\n");
        }
        var gone = Session.of("get", "--unix-socket", file.toString(), "http://localhost/");
        assertThat(gone.end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(gone.err()).contains(file.toString());
    }

    @Test
    void a_connection_begins_at_an_address_or_an_interface() throws IOException {
        Handler who = request -> Reply.text(((InetSocketAddress) request.remoteAddress()).getHostString());
        try (var server = HttpServer.open(ServerOptions.local(), loops, who)) {
            assertThat(Session.of("get", "--interface", "::1, 127.0.0.7", server.url())
                            .out())
                    .isEqualTo("127.0.0.7");
            String loopback = NetworkInterface.getByInetAddress(InetAddress.ofLiteral("127.0.0.1"))
                    .getName();
            assertThat(Session.of("get", "--interface", loopback, server.url()).out())
                    .isEqualTo("127.0.0.1");
            var elsewhere = Session.of("get", "--interface", "192.0.2.1", server.url());
            assertThat(elsewhere.end()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(elsewhere.err()).contains("it cannot begin at 192.0.2.1");
            var unknown = Session.of("get", "--interface", "nosuch0", server.url());
            assertThat(unknown.end()).isEqualTo(ExitCode.USAGE);
            assertThat(unknown.err()).contains("'nosuch0'");
        }
    }

    @Test
    void a_proxy_is_asked_unless_the_host_is_spared() {
        String proxy = plain.url().replace("http://", "http://user:secret@");
        assertThat(Session.of("get", "-x", proxy, "http://no.such.host.example/status/204")
                        .end())
                .isEqualTo(ExitCode.OK);
        assertThat(Session.of("get", "-x", "127.0.0.1:1", "--noproxy", "127.0.0.0/8", plain.url() + "/redirect/1")
                        .out())
                .isEqualTo("arrived\n");
        assertThat(Session.of("get", "-x", "", plain.url() + "/redirect/1").out())
                .isEqualTo("arrived\n");
        var refused = Session.of("get", "-x", "socks5h://127.0.0.1:1", plain.url());
        assertThat(refused.end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(refused.err()).contains("cannot reach proxy 127.0.0.1:1: connection refused");
        var wrong = Session.of("get", "-x", "ftp://u:secret@h", plain.url());
        assertThat(wrong.end()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("a proxy cannot speak 'ftp'").doesNotContain("secret");
    }

    @Test
    void a_proxy_that_answers_for_want_of_a_login_is_told_beside_its_answer() {
        var told = Session.of("get", "-x", plain.url(), "http://no.such.host.example/status/407");
        assertThat(told.end()).isEqualTo(ExitCode.OK);
        assertThat(told.err())
                .isEqualTo("heddle: a proxy answered 407 Proxy Authentication Required; check its user and password"
                        + " (--proxy-user)\n");
    }

    @Test
    void trust_pins_and_certificates_come_from_words_and_files(@TempDir Path folder) throws Exception {
        String url = secure.url() + "/redirect/1";
        String pin = "sha256//" + "A".repeat(43) + "=";
        var other = Session.of("get", "-k", "--pinnedpubkey", pin, url);
        assertThat(other.end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(other.err()).contains("which is not pinned");
        String shown = other.err().replaceAll("(?s).*its public key is (\\S+),.*", "$1");
        assertThat(Session.of("get", "-k", "--pinnedpubkey", pin + ";" + shown, "--tls-min", "1.3", url)
                        .out())
                .isEqualTo("arrived\n");
        assertThat(Session.of("get", "--tls-min", "1.1", url).err()).contains("write TLSv1.2 or TLSv1.3");
        assertThat(Session.of("get", "--pinnedpubkey", "x", url).end()).isEqualTo(ExitCode.USAGE);
        assertThat(Session.of("get", "--key", "k", url).err()).contains("--key needs the certificate");
        assertThat(Session.of("get", "--cacert", folder.resolve("none").toString(), url))
                .satisfies(session -> assertThat(session.end()).isEqualTo(ExitCode.LOCAL_IO))
                .satisfies(session -> assertThat(session.err()).contains("none does not exist"));
    }

    @Test
    void logins_come_from_words_and_files(@TempDir Path folder) throws Exception {
        String url = plain.url() + "/headers";
        assertThat(Session.of("get", "-u", "me:p:w", url).out()).contains("Basic bWU6cDp3");
        assertThat(Session.of("get", "--oauth2-bearer", "abc.def", url).out()).contains("Bearer abc.def");
        assertThat(Session.of("get", "-u", "me:pw", "--digest", url).out()).doesNotContainIgnoringCase("authorization");
        Path netrc = Files.writeString(folder.resolve("netrc"), "machine 127.0.0.1 login me password pw\n");
        assertThat(Session.of("get", "--netrc-file", netrc.toString(), url).out())
                .contains("Basic bWU6cHc=");
        assertThat(Session.of("get", "--netrc-file", folder.resolve("none").toString(), url)
                        .end())
                .isEqualTo(ExitCode.LOCAL_IO);
        assertThat(Session.of("get", "-u", "a:b", "--oauth2-bearer", "c", url).end())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Session.of("get", "--digest", url).err()).contains("--digest needs a login");
    }

    @Test
    void the_version_of_http_is_agreed_on_or_chosen() {
        assertThat(statusLine("-k", secure.url())).startsWith("HTTP/2 200");
        assertThat(statusLine("-k", "--http2", secure.url())).startsWith("HTTP/2 200");
        assertThat(statusLine("-k", "--http1.1", secure.url())).startsWith("HTTP/1.1 200");
        assertThat(statusLine("--http2", plain.url())).startsWith("HTTP/1.1 200");
        assertThat(statusLine("--http2-prior-knowledge", plain.url())).startsWith("HTTP/2 200");
        assertThat(Session.of("get", "--http1.1", "--http2", plain.url()).end()).isEqualTo(ExitCode.USAGE);
    }

    private static String statusLine(String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = "get";
        words[1] = "-i";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        words[words.length - 1] += "/bytes/10";
        return Session.of(words).out();
    }

    @Test
    void headers_and_bodies_are_sent() {
        assertThat(Session.of("get", "-H", "X-Colour: blue", plain.url() + "/headers")
                        .out())
                .containsIgnoringCase("x-colour")
                .contains("blue");
        assertThat(Session.of("get", "-d", "weft", plain.url() + "/echo").out()).isEqualTo("weft");
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_unless_told_otherwise() {
        assertThat(Session.of("get", secure.url() + "/bytes/3").end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Session.of("get", "-k", secure.url() + "/bytes/3").out()).hasSize(3);
    }

    @Test
    void a_file_takes_the_body_instead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("body");
        assertThat(Session.of("get", "-o", file.toString(), plain.url() + "/bytes/70000")
                        .out())
                .isEmpty();
        assertThat(Files.size(file)).isEqualTo(70_000);
    }

    @Test
    void what_cannot_be_reached_or_comes_late_is_told_by_the_exit_code() {
        assertThat(Session.of("get", "http://127.0.0.1:1/").end()).isEqualTo(ExitCode.UNREACHABLE);
        Session late = Session.of("get", "-m", "100ms", plain.url() + "/delay/5000");
        assertThat(late.end()).isIn(ExitCode.UNREACHABLE, ExitCode.SOME_FAILED);
        assertThat(late.err()).contains("/delay/5000").hasLineCount(1);
    }

    @Test
    void a_failure_to_connect_is_one_sentence_with_what_where_and_what_to_do() {
        assertThat(Session.of("get", "http://localhost:1/").err())
                .isEqualTo("heddle: GET http://localhost:1/: cannot connect to localhost:1: connection refused"
                        + " (::1, 127.0.0.1); check that the server runs and listens on that port\n");
        assertThat(Session.of("get", "http://[::1]:1/").err())
                .isEqualTo("heddle: GET http://[::1]:1/: cannot connect to [::1]:1: connection refused;"
                        + " check that the server runs and listens on that port\n");
        assertThat(Session.of("get", secure.url() + "/bytes/3").err())
                .isEqualTo("heddle: GET " + secure.url() + "/bytes/3: no TLS with '127.0.0.1': its certificate was"
                        + " refused: it is self-signed; trust it (--cacert, TlsOptions.trust); -k (TlsOptions.insecure)"
                        + " accepts it unchecked\n");
        assertThat(Session.of("get", plain.url().toString().replace("http:", "https:") + "/")
                        .err())
                .contains("does not speak TLS on this port; try http://, or another port")
                .hasLineCount(1);
    }

    @Test
    void a_list_is_fetched_into_a_folder(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(
                folder.resolve("list"),
                "# two that work\n%s/bytes/5\n\n%s/status/404\n".formatted(plain.url(), plain.url()));
        Session session = Session.of(
                "fetch", "-i", list.toString(), "-o", folder.resolve("out").toString());
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.OK);
        assertThat(session.out())
                .startsWith("2 fetched, 0 failed, 0 skipped in ")
                .hasLineCount(1);
        assertThat(folder.resolve("out/results.jsonl")).content().hasLineCount(2);
        assertThat(folder.resolve("out/summary.json")).content().contains("\"urls\" : 2");
    }

    @Test
    void the_total_says_what_is_kept(@TempDir Path folder) {
        String out = folder.resolve("out").toString();
        String url = plain.url() + "/bytes/5";
        assertThat(Session.of("fetch", "-f", "none", url).out()).endsWith(" MB; nothing kept\n");
        assertThat(folder.resolve("out")).doesNotExist();
        Session summaryOnly = Session.of("fetch", "-f", "none", "-o", out, url);
        assertThat(summaryOnly.out()).endsWith(" MB; summary in " + out + "\n");
        assertThat(summaryOnly.err()).isEmpty();
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/summary.json");
        assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/results.jsonl");
        assertThat(Session.of("fetch", "-q", "--fresh", "-o", out, url)).isEqualTo(new Session(ExitCode.OK, "", ""));
    }

    @Test
    void a_verbose_fetch_says_what_became_of_each_url() {
        Session session = Session.of(
                "fetch",
                "-v",
                "-f",
                "none",
                plain.url() + "/bytes/5",
                plain.url() + "/status/404",
                "http://127.0.0.1:1/");
        assertThat(session.err().lines().toList())
                .anySatisfy(
                        line -> assertThat(line).matches("200  http://127.0.0.1:\\d+/bytes/5  5 bytes  0\\.\\d{3} s"))
                .anySatisfy(line -> assertThat(line).startsWith("404  http://127.0.0.1:"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("failed  http://127.0.0.1:1/  cannot connect to 127.0.0.1:1: conn"));
    }

    @Test
    void colour_is_for_people_unless_it_is_asked_for() {
        String bad = "http://127.0.0.1:1/";
        assertThat(Session.of("fetch", "-f", "none", bad).toString()).doesNotContain("\u001b");
        Session painted = Session.of("fetch", "-f", "none", "--color=always", bad);
        assertThat(painted.out()).startsWith("0 fetched, \u001b[31m1 failed\u001b[0m, ");
        assertThat(painted.err()).startsWith("\u001b[31mfailed\u001b[0m     1");
    }

    @Test
    void a_failed_get_leaves_the_file_as_it_was(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("answer"), "before");
        String words = file.toString();
        assertThat(Session.of("get", "--max-filesize", "10", "-o", words, plain.url() + "/bytes/70000")
                        .end())
                .isEqualTo(ExitCode.SOME_FAILED);
        assertThat(file).hasContent("before");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(Session.of("get", "-o", "/dev/null", plain.url() + "/bytes/3")
                        .end())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void a_list_with_failures_ends_with_the_code_for_them() {
        String url = plain.url();
        assertThat(Session.of("fetch", "-f", "none", url + "/bytes/5", "http://127.0.0.1:1/")
                        .end())
                .isEqualTo(ExitCode.SOME_FAILED);
        Session nothing = Session.of("fetch", "-f", "none", "http://127.0.0.1:1/");
        assertThat(nothing.end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(nothing.err())
                .isEqualTo("failed     1 \u00d7 connect_failed, as http://127.0.0.1:1/: cannot connect to 127.0.0.1:1:"
                        + " connection refused; check that the server runs and listens on that port\n");
    }

    @Test
    void standard_output_on_a_full_disk_is_an_error_and_a_reader_of_words_who_is_gone_is_none() {
        for (List<String> words : List.of(
                List.of("fetch", "-f", "none", plain.url() + "/bytes/1000"),
                List.of("fetch", "--print-config"),
                List.of("help", "get"))) {
            assertThat(endWith("No space left on device", words)).isEqualTo(ExitCode.DISK_FULL);
            assertThat(endWith("Input/output error", words)).isEqualTo(ExitCode.LOCAL_IO);
            assertThat(endWith("Broken pipe", words)).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void a_body_that_nobody_reads_to_its_end_is_told_by_the_exit_code() {
        List<String> words = List.of("get", plain.url() + "/bytes/1000");
        assertThat(endWith("No space left on device", words)).isEqualTo(ExitCode.DISK_FULL);
        assertThat(endWith("Input/output error", words)).isEqualTo(ExitCode.LOCAL_IO);
        assertThat(endWith("Broken pipe", words)).isEqualTo(ExitCode.READER_GONE);
    }

    private static ExitCode endWith(String failure, List<String> words) {
        var broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(failure);
            }
        };
        var err = OutputStream.nullOutputStream();
        return Main.run(words, Map.of(), new Terminal(broken, false, err, false));
    }

    @Test
    void private_addresses_can_be_forbidden() {
        Session session = Session.of("get", "--no-private", plain.url());
        assertThat(session.end())
                .isEqualTo(Session.of("get", "http://127.0.0.1:1/").end());
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains("127.0.0.1 is not public (loopback, RFC 1122)", "--no-private");
    }

    @Test
    void a_list_of_strangers_reaches_no_private_address(@TempDir Path folder) throws IOException {
        Session session = Session.of(
                "fetch",
                "--no-private",
                "-q",
                "-o",
                folder.resolve("out").toString(),
                plain.url(),
                "http://localhost.:1/");
        assertThat(session.end()).isIn(ExitCode.UNREACHABLE, ExitCode.SOME_FAILED);
        assertThat(Files.readAllLines(folder.resolve("out/results.jsonl")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"forbidden_address\""));
    }
}
