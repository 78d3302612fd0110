package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.Async;
import heddle.async.Loops;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.options.Versions;
import heddle.http.HttpVersion;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP/2 between Heddle's client and server, and between each and what others have made of the same RFC.
class Http2PeersTest {
    private static final byte[] LARGE = new byte[3_000_000];

    @TempDir
    Path folder;

    private static HttpServer serve(Loops loops, UnaryOperator<ServerOptions> change) throws IOException {
        return HttpServer.open(change.apply(ServerOptions.local()), loops, request -> switch (request.path()) {
            case "/echo" ->
                Reply.bytes("application/octet-stream", request.body().bytes());
            case "/version" -> Reply.text(request.version().toString());
            case "/large" -> Reply.bytes("application/octet-stream", LARGE);
            default -> Reply.text(request.path());
        });
    }

    @Test
    void the_client_and_the_server_agree_on_it_over_tls() throws Exception {
        try (var loops = Loops.open(1);
                var server = serve(loops, options -> options.selfSigned("127.0.0.1"))) {
            converse(server.url(), SessionOptions::insecure);
        }
    }

    @Test
    void the_client_and_the_server_speak_it_unasked_without_tls() throws Exception {
        try (var loops = Loops.open(1);
                var server = serve(loops, options -> options)) {
            converse(server.url(), options -> options.versions(Versions.HTTP_2));
        }
    }

    private static void converse(String url, UnaryOperator<SessionOptions> options) throws Exception {
        Async.run(() -> {
            try (var session = ClientSession.open(options)) {
                assertThat(session.get(url + "/version").text()).isEqualTo("HTTP/2");
                assertThat(session.get(url + "/large").bytes()).isEqualTo(LARGE);
                assertThat(session.post(url + "/echo").body(LARGE).bytes()).isEqualTo(LARGE);
                List<Integer> numbers = IntStream.range(0, 300).boxed().toList();
                assertThat(Async.gather(numbers, i -> session.get(url + "/" + i).text()))
                        .isEqualTo(numbers.stream().map(i -> "/" + i).toList());
                assertThat(session.statistics().connections()).isLessThanOrEqualTo(3);
            }
        });
    }

    @Test
    void nginx_is_fetched_from() throws Exception {
        String nginx = tool("nginx", "/usr/sbin/nginx");
        int port = freePort();
        site();
        Path conf = Files.writeString(folder.resolve("nginx.conf"), """
                worker_processes 1;
                daemon off;
                pid nginx.pid;
                error_log stderr warn;
                events { worker_connections 64; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    server { listen 127.0.0.1:%d http2; root %s; }
                }
                """.formatted(port, folder));
        fetchesFrom(port, nginx, "-p", folder.toString(), "-c", conf.toString(), "-e", "stderr");
    }

    @Test
    void nghttpd_is_fetched_from() throws Exception {
        String nghttpd = tool("nghttpd", "/usr/sbin/nghttpd");
        int port = freePort();
        site();
        fetchesFrom(port, nghttpd, "--no-tls", "-a", "127.0.0.1", "-d", folder.toString(), Integer.toString(port));
    }

    @Test
    void node_is_fetched_from() throws Exception {
        String node = tool("node", "/usr/bin/node");
        int port = freePort();
        site();
        fetchesFrom(port, node, "-e", """
                const fs = require('fs');
                require('http2').createServer().on('stream', (stream, headers) => {
                    stream.respondWithFile('%s' + headers[':path']);
                }).listen(%d, '127.0.0.1');
                setTimeout(() => process.exit(), 50000);
                """.formatted(folder, port));
    }

    private void site() throws IOException {
        Files.write(folder.resolve("large"), LARGE);
        Files.writeString(folder.resolve("small"), "small");
        folder.toFile().setExecutable(true, false); // the workers of a server that root starts run as nobody
        folder.toFile().setReadable(true, false);
    }

    private static void fetchesFrom(int port, String... command) throws Exception {
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitPort(port, server);
            String url = "http://127.0.0.1:" + port;
            Async.run(() -> {
                try (var session = ClientSession.open(options -> options.versions(Versions.HTTP_2))) {
                    try (var response = session.get(url + "/small").send()) {
                        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                        assertThat(response.text()).isEqualTo("small");
                    }
                    assertThat(session.get(url + "/large").bytes()).isEqualTo(LARGE);
                    List<Integer> numbers = IntStream.range(0, 500).boxed().toList();
                    assertThat(Async.gather(
                                    numbers, _ -> session.get(url + "/small").text()))
                            .containsOnly("small");
                    assertThat(session.statistics().connections()).isLessThanOrEqualTo(5);
                }
            });
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void curl_fetches_from_the_server() throws Exception {
        String curl = tool("curl", "/usr/bin/curl");
        try (var loops = Loops.open(1);
                var plain = serve(loops, options -> options);
                var secure = serve(loops, options -> options.selfSigned("127.0.0.1"))) {
            assertThat(output(curl, "-sm40", "--http2-prior-knowledge", plain.url() + "/version"))
                    .isEqualTo("HTTP/2");
            assertThat(output(curl, "-sm40", plain.url() + "/version")).isEqualTo("HTTP/1.1");
            assertThat(output(curl, "-skm40", "--http2", secure.url() + "/version"))
                    .isEqualTo("HTTP/2");
            assertThat(output(curl, "-skm40", "--http1.1", secure.url() + "/version"))
                    .isEqualTo("HTTP/1.1");
            Path body = Files.write(folder.resolve("body"), LARGE);
            String echoed = output(
                    curl,
                    "-skm40",
                    "--http2",
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{size_download}",
                    "--data-binary",
                    "@" + body,
                    secure.url() + "/echo");
            assertThat(echoed).isEqualTo("" + LARGE.length);
        }
    }

    @Test
    void h2load_loads_the_server() throws Exception {
        String h2load = tool("h2load", "/usr/bin/h2load");
        try (var loops = Loops.open(1);
                var server = serve(loops, options -> options)) {
            assertThat(output(h2load, "-n", "2000", "-c", "4", "-m", "50", server.url() + "/x"))
                    .contains("2000 succeeded, 0 failed, 0 errored, 0 timeout");
        }
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /// Where a tool is; the test is skipped where it is not.
    private static String tool(String name, String usual) {
        List<String> places = new ArrayList<>(List.of(usual));
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(path -> path + "/" + name)
                .forEach(places::add);
        var found = places.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
        assumeThat(found).as("%s is not installed", name).isPresent();
        return found.orElseThrow();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port, Process server) {
        while (true) {
            try (var _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                return;
            } catch (IOException _) {
                assertThat(server.isAlive()).as("the server runs").isTrue();
                Thread.onSpinWait();
            }
        }
    }
}
