package heddle.client.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.peer.Client;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.client.trace.ExchangeEvent;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.net.wire.SelfSigned;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Files as the bodies of requests: sent by the kernel where a connection is plain, on epoll and NIO, and read and
/// written everywhere else; nobody can tell by what comes.
@Isolated // it looks at the files that this process has open
@ParameterizedClass
@EnumSource(
        value = LoopTransport.class,
        names = {"EPOLL", "NIO", "IO_URING"})
class FileUploadTest {
    /// More than the kernel holds for a connection whose peer does not read.
    private static final long MUCH = 64L << 20;

    private static final String AGAIN = "HTTP/1.1 307 Again\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n";

    private final LoopTransport transport;

    @TempDir
    private Path folder;

    FileUploadTest(LoopTransport transport) {
        this.transport = transport;
    }

    private void visit(UnaryOperator<SessionOptions> options, Client.Visit visit) throws Exception {
        Async.run(LoopOptions.defaults().transport(transport), () -> {
            try (var session = ClientSession.open(options)) {
                visit.with(session);
            }
        });
    }

    private void visit(Client.Visit visit) throws Exception {
        visit(options -> options, visit);
    }

    private Path file(int bytes) throws IOException {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(folder.resolve("of" + bytes), content);
    }

    private static String contentOf(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /// A file of so many zeros, which takes no room on the disk.
    private Path zeros(long bytes) throws IOException {
        Path file = folder.resolve("zeros");
        setLength(file, bytes);
        return file;
    }

    private static void setLength(Path file, long bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
            if (bytes > channel.size()) {
                channel.write(ByteBuffer.allocate(1), bytes - 1);
            }
        }
    }

    @Test
    void what_comes_is_what_the_file_holds_and_its_connection_serves_again() throws Exception {
        List<Path> files = List.of(file(3_000_001), file(1), file(65_536), file(1 << 20), file(65_535), file(0));
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            visit(session -> {
                for (Path file : files) {
                    assertThat(session.put(peer.url())
                                    .body(RequestBody.of(file))
                                    .text())
                            .isEqualTo("thanks");
                }
                assertThat(session.statistics().dialled()).isEqualTo(1);
            });
            for (int i = 0; i < files.size(); i++) {
                String request = peer.requests().get(i);
                assertThat(request.substring(request.indexOf("\r\n\r\n") + 4))
                        .as("%s", files.get(i))
                        .isEqualTo(contentOf(files.get(i)));
            }
        }
    }

    @Test
    void over_tls_it_is_the_same() throws Exception {
        Path file = file(1_000_003);
        var identity = SelfSigned.certificate(List.of("localhost"));
        try (var peer = ScriptedPeer.secured(identity, connection -> {
            connection.readRequest();
            connection.write(ScriptedPeer.ok("thanks"));
        })) {
            visit(
                    SessionOptions::insecure,
                    session ->
                            session.put(peer.url()).body(RequestBody.of(file)).discard());
            assertThat(peer.requests().getFirst()).endsWith("\r\n\r\n" + contentOf(file));
        }
    }

    @Test
    void after_a_redirect_that_keeps_the_body_it_goes_out_from_its_beginning() throws Exception {
        Path file = file(700_001);
        try (var peer = ScriptedPeer.keepingAlive(AGAIN, ScriptedPeer.ok(""))) {
            visit(session -> session.put(peer.url()).body(RequestBody.of(file)).discard());
            String content = contentOf(file);
            assertThat(peer.requests()).hasSize(2).allMatch(request -> request.endsWith("\r\n\r\n" + content));
        }
    }

    @Test
    void who_listens_sees_every_byte() throws Exception {
        Path file = file(500_000);
        var seen = new AtomicLong();
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok(""))) {
            visit(
                    options -> options.listener(event -> {
                        if (event instanceof ExchangeEvent.BodySent sent) {
                            seen.addAndGet(sent.bytes().length);
                        }
                    }),
                    session ->
                            session.put(peer.url()).body(RequestBody.of(file)).discard());
            assertThat(seen).hasValue(500_000);
            assertThat(peer.requests().getFirst()).endsWith("\r\n\r\n" + contentOf(file));
        }
    }

    @Test
    void an_answer_that_refuses_the_body_is_given_out_and_the_file_is_closed() throws Exception {
        Path file = zeros(MUCH);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 413 Too large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            connection.awaitSilently();
        })) {
            visit(session -> {
                try (var response =
                        session.put(peer.url()).body(RequestBody.of(file)).send()) {
                    assertThat(response.status().code()).isEqualTo(413);
                }
            });
        }
        assertThatNobodyHasOpen(file);
    }

    @Test
    void a_peer_that_reads_nothing_runs_into_the_limit_for_writing() throws Exception {
        Path file = zeros(MUCH);
        try (var peer = ScriptedPeer.playing(PeerConnection::awaitSilently)) {
            visit(options -> options.timeouts(limits -> limits.write(Duration.ofMillis(300))), session -> {
                var failure = catchThrowableOfType(
                        HttpTimeoutException.class,
                        () -> session.put(peer.url()).body(RequestBody.of(file)).text());
                assertThat(failure.phase()).isEqualTo(Phase.WRITE);
            });
        }
        assertThatNobodyHasOpen(file);
    }

    @Test
    void a_file_that_becomes_shorter_fails_the_request() throws Exception {
        Path file = zeros(MUCH);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readHead();
            setLength(file, 1000);
            connection.readBody((int) MUCH);
        })) {
            visit(session -> {
                assertThatThrownBy(() -> session.put(peer.url())
                                .body(RequestBody.of(file))
                                .text())
                        .isInstanceOf(HttpException.class);
                assertThat(session.statistics().idle()).isZero();
            });
        }
        assertThatNobodyHasOpen(file);
    }

    @Test
    void cancelled_in_the_middle_it_leaves_no_file_open() throws Exception {
        Path file = zeros(MUCH);
        var isOnItsWay = new CountDownLatch(1);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readHead();
            connection.readBody(1 << 20);
            isOnItsWay.countDown();
            connection.awaitSilently();
        })) {
            visit(session -> TaskGroup.run(group -> {
                var upload = group.start(
                        () -> session.put(peer.url()).body(RequestBody.of(file)).text());
                Async.toThread(() -> assertThat(isOnItsWay.await(30, TimeUnit.SECONDS))
                        .as("1 MiB has come")
                        .isTrue());
                upload.cancel();
            }));
        }
        assertThatNobodyHasOpen(file);
    }

    @Test
    void what_is_no_regular_file_is_refused_with_its_name() {
        assertThatThrownBy(() -> RequestBody.of(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContainingAll(folder.toString(), "is no regular file");
    }

    private static void assertThatNobodyHasOpen(Path file) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            try (Stream<Path> all = Files.list(descriptors)) {
                assertThat(all.filter(descriptor -> leadsTo(descriptor, file))).isEmpty();
            }
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException gone) {
            return false;
        }
    }
}
