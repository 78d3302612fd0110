package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.client.ClientSession;
import heddle.client.body.BodySource;
import heddle.client.body.RequestBody;
import heddle.client.options.Versions;
import heddle.server.BodyWriter;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerLimits;
import heddle.server.ServerOptions;
import heddle.server.ServerRequest;
import heddle.server.ServerTimeouts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that sends the body back while it comes, and takes no more of it than it gets rid of.
class DuplexTest {
    private static final int PIECES = 1_024;
    private static final int PIECE_BYTES = 64 << 10;
    private static final long ALL_BYTES = (long) PIECES * PIECE_BYTES;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Duration LONG = LIMIT.multipliedBy(100);

    /// Long enough for bytes to come through the kernel before virtual time jumps to the next timeout.
    private static final Duration GRACE = Duration.ofMillis(300);

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, false", "HTTP_2, true"})
    void a_long_body_comes_back_while_it_goes_up(Versions versions, boolean isTls) throws Exception {
        var body = new CountedBody();
        var back = new CRC32();
        visit(versions, isTls, (session, url) -> {
            try (var response =
                    session.post(url).body(body.length(), body::read).send()) {
                assertThat(body.read.get()).isLessThan(ALL_BYTES);
                for (var piece = response.body().read();
                        piece.hasRemaining();
                        piece = response.body().read()) {
                    back.update(piece);
                }
            }
            assertThat(session.post(url).body("more").text()).isEqualTo("more");
        });
        assertThat(body.read.get()).isEqualTo(ALL_BYTES);
        assertThat(back.getValue()).isEqualTo(body.sum.getValue());
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, false", "HTTP_2, true"})
    void a_reader_who_takes_his_time_is_not_a_slow_server(Versions versions, boolean isTls) throws Exception {
        var body = new CountedBody();
        visit(versions, isTls, (session, url) -> {
            try (var response =
                    session.post(url).body(body.length(), body::read).send()) {
                Async.sleep(LIMIT.multipliedBy(4));
                assertThat(response.body().read().remaining()).isPositive();
                Async.sleep(LIMIT.multipliedBy(4));
                assertThat(response.body().discard()).isGreaterThan(ALL_BYTES / 2);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, false", "HTTP_2, false"})
    void a_response_that_is_closed_unread_closes_what_the_body_comes_from(Versions versions, boolean isTls)
            throws Exception {
        var body = new CountedBody();
        var closed = new AtomicLong();
        visit(versions, isTls, (session, url) -> {
            var source = new BodySource() {
                @Override
                public ByteBuffer read() {
                    return body.read();
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
            RequestBody opened = RequestBody.anew(OptionalLong.empty(), () -> source);
            try (var response = session.post(url).body(opened).send()) {
                assertThat(response.status().isSuccess()).isTrue();
                assertThat(closed.get()).isZero();
            }
            assertThat(closed.get()).isEqualTo(1);
        });
        assertThat(body.read.get()).isLessThan(ALL_BYTES);
    }

    private interface Visit {
        void with(ClientSession session, String url);
    }

    private static void visit(Versions versions, boolean isTls, Visit visit) throws Exception {
        var patient = ServerOptions.local()
                .limits(ServerLimits.DEFAULT.bodyBytesMax(ALL_BYTES))
                .timeouts(new ServerTimeouts(LIMIT, LIMIT, LONG, 0, LONG));
        var served = isTls ? patient.selfSigned("127.0.0.1") : patient;
        Async.run(LoopOptions.defaults().time(VirtualTime.start(GRACE)), () -> {
            try (var server = HttpServer.open(served, DuplexTest::echo);
                    var session = ClientSession.open(options -> options.versions(versions)
                            .insecure()
                            .timeouts(timeouts -> timeouts.write(LIMIT).readGap(LIMIT)))) {
                visit.with(session, server.url() + "/echo");
            }
        });
    }

    private static Reply echo(ServerRequest request) {
        return Reply.stream("application/octet-stream", writer -> echo(request, writer));
    }

    private static void echo(ServerRequest request, BodyWriter writer) {
        for (Optional<byte[]> piece = request.body().read();
                piece.isPresent();
                piece = request.body().read()) {
            writer.write(piece.get());
            writer.flush();
        }
    }

    /// A body that is made while it is read.
    private static final class CountedBody {
        private final AtomicLong read = new AtomicLong();
        private final CRC32 sum = new CRC32();

        long length() {
            return ALL_BYTES;
        }

        ByteBuffer read() {
            long before = read.get();
            var piece = ByteBuffer.allocate(before < ALL_BYTES ? PIECE_BYTES : 0);
            while (piece.hasRemaining()) {
                piece.putLong(before + piece.position());
            }
            read.addAndGet(piece.flip().remaining());
            sum.update(piece.duplicate());
            return piece;
        }
    }
}
