package heddle.net.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.async.stream.BrokenStreamException;
import heddle.net.DialException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What the other side has written before its end is read, to the last byte, whenever that end comes.
@ParameterizedClass
@EnumSource
class LastBytesTest {
    private static final int LONGEST = 300_000;
    private static final int CONNECTIONS = Integer.getInteger("heddle.campaign.connections", 60);

    private final Way way;

    LastBytesTest(Way way) {
        this.way = way;
    }

    @Test
    void an_end_that_comes_before_the_dialling_task_has_woken() throws Exception {
        if (way.isTls()) {
            return; // its handshake wakes the task long before
        }
        way.run(file -> {
            try (var listener = listener(file)) {
                for (int i = 0; i < 20; i++) {
                    Loop.current().execute(() -> sayHello(Loop.current(), listener));
                    try (var connection = connect(listener.getLocalAddress())) {
                        assertThat(connection.readAll(100)).isEqualTo("hello".getBytes(UTF_8));
                    }
                }
            }
        });
    }

    private ServerSocketChannel listener(Path file) throws Exception {
        var listener = way.isUnix()
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(file))
                : ServerSocketChannel.open().bind(new InetSocketAddress(way.host(), 0));
        listener.configureBlocking(false);
        return listener;
    }

    private static Connection connect(SocketAddress address) throws Exception {
        return switch (address) {
            case UnixDomainSocketAddress unix -> Streams.connect(unix.getPath());
            case InetSocketAddress inet -> Streams.connect(inet.getAddress().getHostAddress(), inet.getPort());
            default -> throw new AssertionError(address);
        };
    }

    /// Speaks and ends on the I/O thread as soon as somebody has connected, and holds it until the loop looks at its
    /// sockets before anything else.
    private static void sayHello(Loop loop, ServerSocketChannel listener) {
        try (SocketChannel peer = listener.accept()) {
            if (peer == null) {
                loop.execute(() -> sayHello(loop, listener));
                return;
            }
            peer.write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        long until = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_answer_that_has_come_before_a_write_fails() throws Exception {
        if (way.isTls()) {
            return; // such a write is not the peer's fault alone
        }
        way.run(file -> {
            try (var listener = listener(file)) {
                for (int i = 0; i < 20; i++) {
                    Loop.current().execute(() -> sayHello(Loop.current(), listener));
                    try (var connection = connect(listener.getLocalAddress())) {
                        assertThatThrownBy(() -> {
                                    while (true) {
                                        connection.write("question");
                                        connection.flush();
                                    }
                                })
                                .isInstanceOf(BrokenStreamException.class);
                        assertThat(connection.readExactly(5)).isEqualTo("hello".getBytes(UTF_8));
                    } catch (BrokenStreamException notAllWasSent) {
                        assertThat(notAllWasSent).hasMessageContaining("is gone");
                    }
                }
            }
        });
    }

    @Test
    void a_reset_ends_every_read() throws Exception {
        way.run(file -> {
            try (var server = Streams.listen(way.server(file), connection -> {
                connection.write(numbers(ThreadLocalRandom.current().nextBoolean() ? 1000 : LONGEST));
                connection.abort();
            })) {
                Async.forEach(each(), 8, number -> {
                    try (var connection = way.connect(server, options -> options)) {
                        connection.write("not read");
                        pause(number);
                        while (connection.read().hasRemaining()) {}
                        assertThat(way.isUnix() && !way.isTls())
                                .as("Unix sockets know no reset")
                                .isTrue();
                    } catch (BrokenStreamException | DialException reset) {
                        assertThat(reset.getMessage()).isNotEmpty();
                    }
                });
            }
        });
    }

    @Test
    void all_that_a_server_says_before_it_ends() throws Exception {
        way.run(file -> {
            try (var server = Streams.listen(way.server(file), LastBytesTest::say)) {
                Async.forEach(each(), 8, number -> {
                    try (var connection = way.connect(server, options -> options)) {
                        hear(connection, number);
                    }
                });
                assertThat(server.statistics().failed()).isZero();
            }
        });
    }

    @Test
    void all_that_a_client_says_before_it_ends() throws Exception {
        way.run(file -> {
            var heard = new AtomicInteger();
            try (var server = Streams.listen(way.server(file), connection -> {
                hear(connection, heard.get());
                heard.incrementAndGet();
            })) {
                Async.forEach(each(), 8, _ -> {
                    try (var connection = way.connect(server, options -> options)) {
                        say(connection);
                    }
                });
                awaitAll(server);
                assertThat(server.statistics()).isEqualTo(new StreamServerStatistics(0, CONNECTIONS, 0));
                assertThat(heard).hasValue(CONNECTIONS);
            }
        });
    }

    @Test
    void all_that_is_said_by_a_side_that_does_not_listen() throws Exception {
        way.run(file -> {
            var heard = new AtomicInteger();
            try (var server = Streams.listen(way.server(file), connection -> {
                try {
                    connection.write("hello");
                } catch (BrokenStreamException left) {
                    // It does not listen, and may have gone by now: what it has said is here all the same.
                }
                hear(connection, heard.get());
                heard.incrementAndGet();
            })) {
                Async.forEach(each(), 8, number -> {
                    try (var connection = way.connect(server, options -> options)) {
                        pause(number);
                        say(connection);
                    }
                });
                awaitAll(server);
                assertThat(heard).hasValue(CONNECTIONS);
            }
        });
    }

    /// The kernel accepts for a server, so clients may have left before it hears of them.
    private static void awaitAll(StreamServer server) {
        Async.timeout(Duration.ofMinutes(1), () -> {
            while (server.statistics().accepted() < CONNECTIONS
                    || server.statistics().open() > 0) {
                Async.sleep(Duration.ofMillis(1));
            }
        });
    }

    private static List<Integer> each() {
        return IntStream.range(0, CONNECTIONS).boxed().toList();
    }

    private static void say(Connection connection) throws Exception {
        var random = ThreadLocalRandom.current();
        int count = random.nextBoolean() ? random.nextInt(100) : random.nextInt(LONGEST);
        connection.write(ByteBuffer.allocate(4).putInt(count).flip());
        connection.write(numbers(count));
    }

    /// Reads to the end, at once or late, in large pieces or in small ones.
    private static void hear(Connection connection, int number) throws Exception {
        pause(number);
        int count = ByteBuffer.wrap(connection.readExactly(4)).getInt();
        pause(number / 2);
        var heard = new ByteArrayOutputStream();
        var piece = ByteBuffer.allocate(number % 2 == 0 ? 1000 : 100_000);
        while (connection.read(piece) >= 0) {
            heard.write(piece.array(), 0, piece.position());
            piece.clear();
        }
        assertThat(heard.size()).isEqualTo(count);
        assertThat(heard.toByteArray()).isEqualTo(numbers(count));
    }

    private static void pause(int number) {
        switch (number % 3) {
            case 0 -> {}
            case 1 -> Async.yield();
            default -> Async.sleep(Duration.ofMillis(2));
        }
    }

    private static byte[] numbers(int count) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }
}
