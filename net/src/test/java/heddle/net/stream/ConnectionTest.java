package heddle.net.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.stream.BrokenStreamException;
import heddle.async.stream.IncompleteReadException;
import heddle.async.stream.ReadLimitException;
import heddle.async.stream.StreamBusyException;
import heddle.async.stream.StreamClosedException;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every connection does, whatever it runs over and however it is driven.
@ParameterizedClass
@EnumSource
@Execution(ExecutionMode.CONCURRENT)
class ConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int MEGABYTE = 1 << 20;
    /// So many bytes stay on this side if the other one does not read.
    private static final int BEYOND_ALL_KERNELS = 32 * MEGABYTE;

    private final Way way;

    ConnectionTest(Way way) {
        this.way = way;
    }

    @Test
    void bytes_go_both_ways_and_come_in_order() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                pair.near().write("one\ntw");
                pair.near().write("o\n".getBytes(UTF_8));
                assertThat(pair.far().readLine()).contains("one");
                assertThat(pair.far().readLine()).contains("two");
                pair.far().write(ByteBuffer.wrap("three".getBytes(UTF_8)));
                assertThat(pair.near().readExactly(5)).isEqualTo("three".getBytes(UTF_8));
            }
        });
    }

    @Test
    void megabytes_go_both_ways_at_once() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                TaskGroup.run(group -> {
                    for (var ends : new Connection[][] {{pair.near(), pair.far()}, {pair.far(), pair.near()}}) {
                        group.start(() -> ends[0].write(numbers(4 * MEGABYTE)));
                        group.start(() ->
                                assertThat(ends[1].readExactly(4 * MEGABYTE)).isEqualTo(numbers(4 * MEGABYTE)));
                    }
                });
            }
        });
    }

    private static byte[] numbers(int count) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    @Test
    void a_peer_of_single_bytes_is_understood() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                TaskGroup.run(group -> {
                    group.start(() -> {
                        for (byte each : "one\r\ntwo\r\n".getBytes(UTF_8)) {
                            pair.far().write(new byte[] {each});
                            pair.far().flush();
                        }
                    });
                    assertThat(pair.near().readLine()).contains("one");
                    assertThat(pair.near().readUntil("\r\n".getBytes(UTF_8))).isEqualTo("two\r\n".getBytes(UTF_8));
                });
            }
        });
    }

    @Test
    void one_direction_may_end_before_the_other() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                pair.near().write("question");
                pair.near().shutdownOutput();
                pair.near().shutdownOutput();
                assertThat(pair.far().readAll(MEGABYTE)).isEqualTo("question".getBytes(UTF_8));
                assertThat(pair.far().readLine()).isEmpty();
                if (way.hasHalves()) {
                    pair.far().write("answer");
                    pair.far().shutdownOutput();
                    assertThat(pair.near().readAll(MEGABYTE)).isEqualTo("answer".getBytes(UTF_8));
                }
                assertThatThrownBy(() -> pair.near().write("more"))
                        .isInstanceOf(StreamClosedException.class)
                        .hasMessageContaining("was shut down on this side");
            }
        });
    }

    @Test
    void an_answer_that_fills_all_buffers_comes_after_the_end_of_the_question() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                pair.near().write("question");
                if (way.hasHalves()) {
                    pair.near().shutdownOutput();
                    assertThat(pair.far().readAll(MEGABYTE)).isEqualTo("question".getBytes(UTF_8));
                }
                TaskGroup.run(group -> {
                    group.start(() -> {
                        pair.far().write(numbers(16 * MEGABYTE));
                        pair.far().close();
                    });
                    Async.sleep(SHORT);
                    assertThat(pair.near().readAll(32 * MEGABYTE)).isEqualTo(numbers(16 * MEGABYTE));
                });
            }
        });
    }

    @Test
    void an_orderly_close_is_an_end_that_comes_after_all_that_was_written() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                TaskGroup.run(group -> {
                    group.start(() -> {
                        pair.far().write(numbers(MEGABYTE));
                        pair.far().close();
                    });
                    assertThat(pair.near().readAll(2 * MEGABYTE)).isEqualTo(numbers(MEGABYTE));
                });
                assertThat(pair.far().isOpen()).isFalse();
                assertThatThrownBy(() -> pair.far().read())
                        .isInstanceOf(StreamClosedException.class)
                        .hasMessageContaining("was closed on this side");
            }
        });
    }

    @Test
    void an_end_in_the_middle_hands_over_what_there_was() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                pair.far().write("abc");
                pair.far().shutdownOutput();
                var cut = catchThrowableOfType(
                        IncompleteReadException.class, () -> pair.near().readExactly(4));
                assertThat(cut.partial()).isEqualTo("abc".getBytes(UTF_8));
            }
        });
    }

    @Test
    void an_abort_is_no_end() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                pair.far().abort();
                if (way.isUnix() && !way.isTls()) {
                    assertThat(pair.near().read().hasRemaining())
                            .as("Unix sockets know no reset")
                            .isFalse();
                } else {
                    assertThatThrownBy(() -> pair.near().read())
                            .isInstanceOf(BrokenStreamException.class)
                            .hasMessageContaining(way.isUnix() ? "without ending TLS" : "");
                }
            }
        });
    }

    @Test
    void writing_to_a_peer_that_is_gone_fails_soon() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                pair.far().abort();
                assertThatThrownBy(() -> {
                            while (true) {
                                pair.near().write("x");
                                pair.near().flush();
                            }
                        })
                        .isInstanceOf(BrokenStreamException.class)
                        .hasMessageStartingWith("Connection with ");
            }
        });
    }

    @Test
    void a_slow_reader_holds_the_writer_and_gets_everything() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file, streams -> streams.bufferedBytesMax(16 << 10))) {
                holds(pair.near(), pair.far());
            }
        });
    }

    @Test
    void a_client_that_reads_slowly_holds_the_server_too() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file, streams -> streams.bufferedBytesMax(16 << 10))) {
                holds(pair.far(), pair.near());
            }
        });
    }

    private static void holds(Connection writer, Connection reader) throws Exception {
        int[] written = {0};
        // Until one write alone is held: on a busy machine it takes a while to fill what kernels have.
        assertThatThrownBy(() -> {
                    while (true) {
                        Async.timeout(Duration.ofMillis(500), () -> writer.write(new byte[1 << 10]));
                        written[0] += 1 << 10;
                    }
                })
                .isInstanceOf(TimeoutExceededException.class);
        assertThat(writer.unsentBytes()).isBetween(8 << 10, 16 << 10);
        assertThat(written[0]).as("what kernels and buffers hold").isLessThan(64 * MEGABYTE);
        TaskGroup.run(group -> {
            group.start(writer::shutdownOutput);
            int read = 0;
            for (var piece = reader.read(); piece.hasRemaining(); piece = reader.read()) {
                assertThat(piece.remaining()).isLessThanOrEqualTo(64 << 10);
                read += piece.remaining();
            }
            assertThat(read).isEqualTo(written[0]);
        });
    }

    @Test
    void a_cancelled_read_loses_nothing() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                pair.far().write("ab");
                assertThatThrownBy(() -> Async.timeout(SHORT, () -> pair.near().readExactly(4)))
                        .isInstanceOf(TimeoutExceededException.class);
                pair.far().write("c");
                assertThatThrownBy(() -> Async.timeout(SHORT, () -> pair.near().readLine()))
                        .isInstanceOf(TimeoutExceededException.class);
                pair.far().write("d");
                assertThat(pair.near().readExactly(4)).isEqualTo("abcd".getBytes(UTF_8));
            }
        });
    }

    @Test
    void a_cancelled_write_has_written_nothing() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file, streams -> streams.bufferedBytesMax(16 << 10))) {
                int written = fill(pair.near());
                TaskGroup.run(group -> {
                    group.start(() -> {
                        pair.near().write("the end");
                        pair.near().shutdownOutput();
                    });
                    byte[] read = pair.far().readAll(64 * MEGABYTE);
                    assertThat(read).hasSize(written + 7).endsWith("the end".getBytes(UTF_8));
                });
            }
        });
    }

    /// Writes until nothing more goes; how much went.
    private static int fill(Connection connection) throws Exception {
        int[] written = {0};
        assertThatThrownBy(() -> Async.timeout(Duration.ofMillis(300), () -> {
                    while (true) {
                        connection.write(new byte[16 << 10]);
                        written[0] += 16 << 10;
                    }
                }))
                .isInstanceOf(TimeoutExceededException.class);
        return written[0];
    }

    @Test
    void a_long_write_that_is_cancelled_in_its_midst_aborts_the_connection() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                assertThatThrownBy(() -> Async.timeout(
                                Duration.ofMillis(300), () -> pair.near().write(new byte[64 * MEGABYTE])))
                        .isInstanceOf(TimeoutExceededException.class);
                assertThat(pair.near().isOpen()).isFalse();
                assertThatThrownBy(() -> pair.near().write("x")).isInstanceOf(StreamClosedException.class);
            }
        });
    }

    @Test
    void a_cancelled_flush_leaves_the_connection_as_it_is() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file, streams -> streams.bufferedBytesMax(BEYOND_ALL_KERNELS))) {
                fill(pair.near());
                assertThatThrownBy(() -> Async.timeout(SHORT, () -> pair.near().flush()))
                        .isInstanceOf(TimeoutExceededException.class);
                assertThat(pair.near().isOpen()).isTrue();
                assertThat(pair.far().read().hasRemaining()).isTrue();
            }
        });
    }

    @Test
    void closing_gives_a_peer_that_does_not_read_so_long_and_says_what_is_lost() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(
                    way,
                    file,
                    streams -> streams.bufferedBytesMax(BEYOND_ALL_KERNELS).closeTimeout(SHORT))) {
                fill(pair.near());
                assertThatThrownBy(() -> pair.near().close())
                        .isInstanceOf(BrokenStreamException.class)
                        .hasMessageMatching(".* has not taken the last \\d+ bytes within 0.1 s");
                assertThat(pair.near().isOpen()).isFalse();
            }
        });
    }

    @Test
    void closing_in_a_cancelled_scope_waits_for_nobody() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file, streams -> streams.bufferedBytesMax(BEYOND_ALL_KERNELS))) {
                fill(pair.near());
                TaskGroup.run(group -> {
                    group.cancel();
                    assertThatThrownBy(() -> pair.near().close()).isInstanceOf(CancelledException.class);
                });
                assertThat(pair.near().isOpen()).isFalse();
            }
        });
    }

    @Test
    void closing_wakes_the_task_that_reads() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                TaskGroup.run(group -> {
                    var begun = new Promise<Boolean>();
                    group.start(() -> {
                        begun.complete(true);
                        assertThatThrownBy(() -> pair.near().read()).isInstanceOf(StreamClosedException.class);
                    });
                    begun.await();
                    Async.yield();
                    pair.near().close();
                });
            }
        });
    }

    @Test
    void two_readers_or_two_writers_are_one_too_many() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file, streams -> streams.bufferedBytesMax(BEYOND_ALL_KERNELS))) {
                fill(pair.near());
                TaskGroup.run(group -> {
                    group.start(() -> pair.near().read());
                    group.start(() -> pair.near().flush());
                    Async.sleep(Duration.ofMillis(20));
                    assertThatThrownBy(() -> pair.near().read()).isInstanceOf(StreamBusyException.class);
                    assertThatThrownBy(() -> pair.near().write("x")).isInstanceOf(StreamBusyException.class);
                    group.cancel();
                });
            }
        });
    }

    @Test
    void a_line_beyond_the_limit_is_refused_before_it_fills_the_memory() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file, streams -> streams.lineBytesMax(1000))) {
                TaskGroup.run(group -> {
                    group.start(() -> pair.far().write(new byte[MEGABYTE]));
                    var refused = catchThrowableOfType(
                            ReadLimitException.class, () -> pair.near().readLine());
                    assertThat(refused.limit()).isEqualTo(1000);
                    assertThat(refused.seen()).isBetween(1001, 1000 + (64 << 10));
                    assertThat(pair.near().read().remaining()).isEqualTo(refused.seen());
                    group.cancel();
                });
            }
        });
    }

    @Test
    void both_ends_know_their_addresses() throws Exception {
        way.run(file -> {
            try (var pair = Pair.open(way, file)) {
                assertThat(pair.near().remoteAddress()).isEqualTo(pair.server().localAddress());
                assertThat(pair.far().localAddress()).isEqualTo(pair.near().remoteAddress());
                assertThat(pair.far().remoteAddress())
                        .isInstanceOf(way.isUnix() ? UnixDomainSocketAddress.class : InetSocketAddress.class);
                assertThat(pair.near().tls().isPresent()).isEqualTo(way.isTls());
                assertThat(pair.near())
                        .hasToString("Connection[%s%s]"
                                .formatted(
                                        way.isUnix()
                                                ? file
                                                : "%s:%d"
                                                        .formatted(
                                                                way == Way.TCP6_EPOLL || way == Way.TLS_NIO
                                                                        ? "[::1]"
                                                                        : "127.0.0.1",
                                                                pair.server().port()),
                                        way.isTls() ? ", TLSv1.3" : ""));
            }
        });
    }

    @Test
    void a_hundred_lines_are_echoed_for_each_of_a_hundred_connections() throws Exception {
        way.run(file -> {
            try (var server = Streams.listen(way.server(file), connection -> {
                for (var line : connection.lines()) {
                    connection.write(line + "!\n");
                }
            })) {
                var clients = IntStream.range(0, 100).boxed().toList();
                Async.forEach(clients, client -> {
                    try (var connection = way.connect(server, options -> options)) {
                        var heard = new ArrayList<String>();
                        for (int i = 0; i < 100; i++) {
                            connection.write(client + ":" + i + "\n");
                            heard.add(connection.readLine().orElseThrow());
                        }
                        assertThat(heard).hasSize(100).first().isEqualTo(client + ":0!");
                        assertThat(heard).last().isEqualTo(client + ":99!");
                    }
                });
                assertThat(server.statistics().accepted()).isEqualTo(100);
                assertThat(server.statistics().failed()).isZero();
            }
        });
    }
}
