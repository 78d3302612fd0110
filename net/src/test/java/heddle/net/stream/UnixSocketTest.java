package heddle.net.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.task.Visit;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.ListenException;
import heddle.net.ListenFailure;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The files that Unix domain sockets go by.
@ParameterizedClass
@EnumSource(names = {"UNIX_EPOLL", "UNIX_NIO", "UNIX_IO_URING"})
class UnixSocketTest {
    private final Way way;

    UnixSocketTest(Way way) {
        this.way = way;
    }

    private static void greet(Connection connection) throws IOException {
        connection.write("hello");
    }

    private static DialException refused(Path file) {
        return catchThrowableOfType(DialException.class, () -> Streams.connect(file));
    }

    private static ListenException notListening(Path file) {
        return catchThrowableOfType(
                ListenException.class, () -> Streams.listen(StreamServerOptions.at(file), UnixSocketTest::greet));
    }

    private static void leaveBehind(Path file) throws IOException {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file));
        }
    }

    private void run(Visit<Path, Exception> body) throws Exception {
        way.run(body);
    }

    @Test
    void a_missing_file_says_that_the_server_is_not_there() throws Exception {
        run(file -> {
            var refused = refused(file);
            assertThat(refused.failure()).isEqualTo(DialFailure.NO_SOCKET_FILE);
            assertThat(refused)
                    .hasMessage(
                            "cannot connect to %s: there is no such file; start the server, or correct the path", file);
        });
    }

    @Test
    void a_file_that_nobody_listens_on_says_so() throws Exception {
        run(file -> {
            leaveBehind(file);
            assertThat(refused(file).failure()).isEqualTo(DialFailure.CONNECTION_REFUSED);
            assertThat(refused(file)).hasMessageContaining("nobody listens on it");
        });
    }

    @Test
    void a_path_that_is_too_long_says_how_long_it_may_be() throws Exception {
        run(file -> {
            var longer = file.resolveSibling("x".repeat(108));
            assertThat(refused(longer)).hasMessageContaining("a socket's may have 107");
            assertThat(notListening(longer).failure()).isEqualTo(ListenFailure.PATH_TOO_LONG);
        });
    }

    @Test
    void a_stale_file_is_kept_with_advice_unless_it_is_to_be_replaced() throws Exception {
        run(file -> {
            leaveBehind(file);
            var refused = notListening(file);
            assertThat(refused.failure()).isEqualTo(ListenFailure.STALE_SOCKET_FILE);
            assertThat(refused).hasMessageContaining("remove it, or listen with replaceStaleFile()");
            assertThat(file).exists();
            try (var server = Streams.listen(StreamServerOptions.at(file).replaceStaleFile(), UnixSocketTest::greet);
                    var connection = Streams.connect(file)) {
                assertThat(connection.readLine()).isEqualTo(Optional.of("hello"));
                assertThat(server.port()).isZero();
            }
        });
    }

    @Test
    void the_file_of_a_living_server_is_never_replaced() throws Exception {
        run(file -> {
            try (var server = Streams.listen(StreamServerOptions.at(file), UnixSocketTest::greet)) {
                assertThat(notListening(file).failure()).isEqualTo(ListenFailure.ADDRESS_IN_USE);
                assertThatThrownBy(() ->
                                Streams.listen(StreamServerOptions.at(file).replaceStaleFile(), UnixSocketTest::greet))
                        .isInstanceOf(ListenException.class);
                try (var connection = Streams.connect(file)) {
                    assertThat(connection.readLine()).contains("hello");
                }
                assertThat(server.localAddress()).isEqualTo(UnixDomainSocketAddress.of(file));
            }
            assertThat(file).as("removed at the end").doesNotExist();
        });
    }

    @Test
    void who_listens_there_while_the_last_handlers_go_on_keeps_the_file() throws Exception {
        run(file -> TaskGroup.run(group -> {
            var mayEnd = new Promise<Boolean>();
            var server = Streams.listen(StreamServerOptions.at(file), _ -> mayEnd.await());
            try (var _ = Streams.connect(file)) {
                awaitThat(() -> server.statistics().open() == 1);
                var stopping = group.start(() -> server.stop(Duration.ofSeconds(30)));
                awaitThat(() -> !Files.exists(file));
                try (var _ = Streams.listen(StreamServerOptions.at(file), UnixSocketTest::greet)) {
                    mayEnd.complete(true);
                    assertThat(stopping.await()).isTrue();
                    try (var connection = Streams.connect(file)) {
                        assertThat(connection.readLine()).contains("hello");
                    }
                }
            }
        }));
    }

    /// Within the limit of the whole run.
    private static void awaitThat(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Async.sleep(Duration.ofMillis(1));
        }
    }

    @Test
    void another_file_in_the_way_is_never_removed() throws Exception {
        run(file -> {
            Files.writeString(file, "precious");
            assertThat(notListening(file).failure()).isEqualTo(ListenFailure.FILE_IN_THE_WAY);
            assertThatThrownBy(() ->
                            Streams.listen(StreamServerOptions.at(file).replaceStaleFile(), UnixSocketTest::greet))
                    .isInstanceOf(ListenException.class);
            assertThat(file).hasContent("precious");
        });
    }

    @Test
    void a_missing_folder_is_named() throws Exception {
        run(file -> {
            var refused = notListening(file.resolve("deeper"));
            assertThat(refused.failure()).isEqualTo(ListenFailure.NO_SUCH_FOLDER);
            assertThat(refused).hasMessageContaining("the folder %s does not exist".formatted(file));
        });
    }

    @Test
    void tls_over_it_asks_for_the_name_to_expect() throws Exception {
        run(file -> assertThatThrownBy(
                        () -> Streams.connect(file, ConnectionOptions.defaults().tls()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ConnectionOptions.serverName"));
    }
}
