package heddle.fetch.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import heddle.client.Exchange;
import heddle.client.Timings;
import heddle.client.tap.WireTap;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.url.Url;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What is fetched in tests of outputs: a page a number, some large, some alike, some empty; and every seventh fails.
public record Page(int number) {
    private static final int LARGE_BYTES = 300_000;

    /// The page of this URL.
    public static Page of(String url) {
        return new Page(Integer.parseInt(url.substring(url.lastIndexOf('/') + 1)));
    }

    public String url() {
        return "http://example.com/page/" + number;
    }

    public boolean isFailed() {
        return number % 7 == 3;
    }

    public byte[] body() {
        return switch (number % 5) {
            case 0 -> "the same everywhere".getBytes(UTF_8);
            case 1 -> new byte[0];
            case 2 -> ("page " + number + " ").repeat(LARGE_BYTES / 10).getBytes(UTF_8);
            default -> ("this is page " + number).getBytes(UTF_8);
        };
    }

    public Headers headers() {
        return Headers.of("Content-Type", "text/html", "Content-Length", "" + body().length);
    }

    /// Gives the sink all of it, as the engine does.
    public Outcome fetchInto(Sink sink) throws OutputException {
        BodySink target = sink.body(number, url());
        if (isFailed()) {
            begin(target);
            target.abandon();
            return new Failed(url(), "connect_failed", "connect", "nobody is there", Duration.ofMillis(3));
        }
        return new Fetched(url(), exchange(), target.wantsBytes() ? stored(target) : target.finish(body().length));
    }

    private void begin(BodySink target) {
        byte[] head = ("GET /page/" + number + " HTTP/1.1\r\nHost: example.com\r\n\r\n").getBytes(ISO_8859_1);
        target.tap().ifPresent(tap -> tap.sent(Url.parse(url()), head));
    }

    private Outcome.Stored stored(BodySink target) throws OutputException {
        begin(target);
        target.tap().ifPresent(tap -> tap.received(address(), HttpVersion.HTTP_1_1, Status.of(200, "OK"), headers()));
        byte[] body = body();
        int pieceMax = 100_000;
        for (int from = 0; from < body.length; from += pieceMax) {
            byte[] piece = Arrays.copyOfRange(body, from, Math.min(body.length, from + pieceMax));
            target.tap().ifPresent(tap -> tap.piece(piece));
            target.write(ByteBuffer.wrap(piece));
        }
        target.tap().ifPresent(WireTap::end);
        return target.finish(body.length);
    }

    private Exchange exchange() {
        Duration time = Duration.ofMillis(number);
        return new Exchange(
                Url.parse(url()),
                Status.of(200, "OK"),
                HttpVersion.HTTP_1_1,
                headers(),
                List.of(),
                address(),
                new Timings(Duration.ZERO, time, time, Duration.ZERO, time, time, time, time, Duration.ZERO),
                body().length,
                body().length);
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    }
}
