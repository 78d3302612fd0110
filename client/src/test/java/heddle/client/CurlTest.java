package heddle.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.client.auth.Auth;
import heddle.client.body.RequestBody;
import heddle.client.options.Versions;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.proxy.Proxies;
import heddle.client.trace.Secrets;
import heddle.http.Method;
import heddle.http.cookie.Cookie;
import heddle.url.Url;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `toCurl` writes is run by a shell and by curl itself; what the server gets then is what it gets from the
/// session.
class CurlTest {
    @TempDir
    private Path folder;

    interface Making extends BiFunction<ClientSession, ScriptedPeer, Request> {}

    private static Arguments like(String name, Making making) {
        return Arguments.of(name, making);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                like("a GET", (session, peer) -> session.get(peer.url("/a?b=c&d='e'#f"))),
                like("brackets", (session, peer) -> session.get(peer.url("/{a,b}[1-3]?$HOME`x`;|&!*~(\\"))),
                like("a HEAD", (session, peer) -> session.head(peer.url())),
                like("a DELETE", (session, peer) -> session.delete(peer.url())),
                like("OPTIONS", (session, peer) -> session.options(peer.url())),
                like("no body", (session, peer) -> session.post(peer.url())),
                like("text", (session, peer) -> session.post(peer.url()).body("it's \"$PATH\" `ls`\n\\n %s !!\t\n\n")),
                like("@", (session, peer) -> session.post(peer.url()).body("@/etc/passwd")),
                like(
                        "bytes alone",
                        (session, peer) -> session.post(peer.url()).body(new byte[] {'-', '%', 0, '\\', '\''})),
                like("every byte", (session, peer) -> session.put(peer.url()).body(everyByte())),
                like("UTF-8", (session, peer) -> session.patch(peer.url()).body("é€😀")),
                like("much", (session, peer) -> session.post(peer.url()).body("x".repeat(300_000))),
                like("CRLF", (session, peer) -> session.post(peer.url()).body("a\r\nb\r\n")),
                like("a body of GET", (session, peer) -> session.get(peer.url()).body("query")),
                like(
                        "another method",
                        (session, peer) ->
                                session.request(Method.of("REPORT"), peer.url()).body("r")),
                like(
                        "fields",
                        (session, peer) -> session.get(peer.url())
                                .header("X-Quotes", "it's \"so\" `x` $HOME \\ % ! *")
                                .header("X-Twice", "1")
                                .header("X-Twice", "2")
                                .header("X-Empty", "")
                                .header("X-Latin", "gr\u00FC\u00DFe \u00A7")
                                .header("X-At", "@/etc/passwd")
                                .header("Accept", "text/html")),
                like("a host", (session, peer) -> session.get(peer.url()).header("Host", "other.test")),
                like("a login", (session, peer) -> session.get(peer.url().replace("//", "//us%40er:p%27w@"))),
                like("a token", (session, peer) -> session.get(peer.url()).auth(Auth.bearer("to-ken"))));
    }

    private static byte[] everyByte() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void curl_sends_the_same_request(String name, Making making) throws Exception {
        assertThat(name).isNotEmpty();
        assertSame(making);
    }

    @Test
    void bodies_of_any_bytes_arrive_as_they_are() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 5; i++) {
            var bytes = new byte[1 + random.nextInt(2000)];
            random.nextBytes(bytes);
            assertSame((session, peer) -> session.post(peer.url()).body(bytes, "application/octet-stream"));
        }
    }

    private void assertSame(Making making) throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            while (true) {
                String request = connection.readRequest();
                connection.write(
                        request.startsWith("HEAD") ? "HTTP/1.1 204 No Content\r\n\r\n" : ScriptedPeer.ok("hello"));
            }
        })) {
            String command = Client.run(options -> options.header("X-Session", "s"), session -> {
                making.apply(session, peer).discard();
                return making.apply(session, peer).toCurl(Secrets.SHOWN);
            });
            assertThat(command.chars()).as("the command is ASCII").allMatch(c -> c < 0x7F);
            run(command, new byte[0]);
            assertThat(peer.requests()).hasSize(2);
            assertThat(sorted(peer.requests().getLast()))
                    .isEqualTo(sorted(peer.requests().getFirst()));
        }
    }

    /// With the header fields in the order of the alphabet, and without blanks that mean nothing.
    private static String sorted(String request) {
        int end = request.indexOf("\r\n\r\n");
        String[] lines = request.substring(0, end).split("\r\n", -1);
        return lines[0] + "\n"
                + String.join(
                        "\n",
                        Stream.of(lines)
                                .skip(1)
                                .map(String::stripTrailing)
                                .sorted()
                                .toList()) + "\n" + request.substring(end);
    }

    private String run(String command, byte[] input) throws IOException, InterruptedException {
        boolean hasCurl = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "curl")));
        assumeTrue(hasCurl, "curl is not on the path");
        Path script = Files.writeString(folder.resolve("command.sh"), command + "\n");
        Path given = Files.write(folder.resolve("input"), input);
        Path out = folder.resolve("output");
        var builder = new ProcessBuilder("sh", script.toString())
                .redirectInput(given.toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true);
        List.of("http_proxy", "https_proxy", "all_proxy", "ALL_PROXY", "HTTPS_PROXY")
                .forEach(builder.environment()::remove);
        builder.environment().put("HOME", folder.toString()); // whatever is in ~/.curlrc
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(out, ISO_8859_1);
        assertThat(process.exitValue()).as("%s%n%s", command, text).isZero();
        return text;
    }

    @Test
    void a_file_is_named() throws Exception {
        Path file = Files.write(folder.resolve("it's ü.bin"), everyByte());
        assertSame((session, peer) -> session.post(peer.url()).body(bodyOf(file)));
        assertThat(Client.<String>run(
                        session -> session.put("http://h/").body(bodyOf(file)).toCurl()))
                .contains("--data-binary ", folder.toString())
                .doesNotContain("@-");
    }

    private static RequestBody bodyOf(Path file) {
        try {
            return RequestBody.of(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void a_streamed_body_comes_from_standard_input() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            var pieces = new ArrayDeque<>(List.of("one", "two", ""));
            String command = Client.run(session -> {
                var request = session.post(peer.url())
                        .body(() -> ByteBuffer.wrap(pieces.remove().getBytes(ISO_8859_1)));
                String written = request.toCurl();
                request.discard();
                return written;
            });
            run(command, "onetwo".getBytes(ISO_8859_1));
            assertThat(sorted(peer.requests().getLast()))
                    .isEqualTo(sorted(peer.requests().getFirst()));
        }
    }

    @Test
    void the_cookies_of_the_session_are_part_of_it() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            String command = Client.run(session -> {
                var url = Url.parse(peer.url());
                session.cookies().orElseThrow().add(Cookie.of(url, "a", "b'c"));
                session.get(url).discard();
                return session.get(url).toCurl(Secrets.SHOWN);
            });
            run(command, new byte[0]);
            assertThat(peer.requests().getLast()).contains("Cookie: a=b'c");
        }
    }

    @Test
    void a_redirect_is_followed_as_the_session_does() throws Exception {
        String moved = "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n";
        try (var peer = ScriptedPeer.playing(connection -> {
            while (true) {
                String request = connection.readRequest();
                connection.write(request.contains(" /there ") ? ScriptedPeer.ok("hello") : moved);
            }
        })) {
            String command = Client.run(session -> {
                session.post(peer.url()).body("data").discard();
                return session.post(peer.url()).body("data").toCurl();
            });
            assertThat(run(command, new byte[0])).contains("hello");
            assertThat(peer.requests()).hasSize(4);
            assertThat(peer.requests().getLast()).startsWith("GET /there ");
        }
    }

    @Test
    void secrets_are_hidden_unless_they_are_asked_for() throws Exception {
        Client.visit(
                options ->
                        options.auth(Auth.digest("me", "sesame")).proxies(Proxies.all("http://pro:xypass@proxy:3128")),
                session -> {
                    session.cookies().orElseThrow().add(Cookie.of(Url.parse("http://a.test/"), "sid", "sesame"));
                    var request = session.get("http://me:sesame@a.test/").header("X-Api-Key", "sesame");
                    assertThat(request.toCurl())
                            .doesNotContain("sesame", "xypass")
                            .contains("'Cookie: ***'", "'Authorization: ***'", "'X-Api-Key: ***'", "'pro:***'")
                            .endsWith(" 'http://a.test/'");
                    assertThat(request.toCurl(Secrets.SHOWN)).contains("'Cookie: sid=sesame'", "'pro:xypass'");
                });
    }

    @Test
    void what_the_session_does_about_the_connection_is_said_by_options() throws Exception {
        Client.visit(options -> options.insecure().uncompressed().redirectsMax(0), session -> {
            assertThat(session.get("https://a.test/")
                            .versions(Versions.HTTP_1_1)
                            .toCurl())
                    .isEqualTo(
                            "curl --insecure --http1.1 -H 'User-Agent: heddle/0.1' -H 'Accept: */*' 'https://a.test/'");
            assertThat(session.get("http://a.test/").versions(Versions.HTTP_2).toCurl())
                    .contains("--http2-prior-knowledge");
        });
    }
}
