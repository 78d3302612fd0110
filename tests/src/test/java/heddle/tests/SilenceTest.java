package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import heddle.client.codec.ResponseHead;
import heddle.client.signal.CallSignal;
import heddle.client.signal.ExchangeSignal;
import heddle.client.signal.Listeners;
import heddle.client.trace.WaitReason;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Method;
import heddle.http.Status;
import heddle.net.tunnel.Route;
import heddle.url.Url;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A session without listeners pays nothing for those it might have.
class SilenceTest {
    private static final int EXCHANGES = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void signals_that_nobody_hears_allocate_nothing() {
        var listeners = new Listeners(List.of());
        var url = Url.parse("http://example.test/");
        var head = new ResponseHead(HttpVersion.HTTP_1_1, Status.of(200), Headers.empty());
        var piece = new byte[10];
        signalAll(listeners, url, head, piece); // whatever is loaded at the first time
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EXCHANGES; i++) {
            signalAll(listeners, url, head, piece);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes for %d exchanges", EXCHANGES).isLessThan(EXCHANGES);
    }

    private static void signalAll(Listeners listeners, Url url, ResponseHead head, byte[] piece) {
        CallSignal call = listeners.call();
        call.started(Method.GET, url, head.headers());
        ExchangeSignal exchange = call.exchange(Method.GET, url, Route.direct());
        exchange.begun();
        exchange.queued(WaitReason.BUSY);
        exchange.headSent(piece);
        exchange.bodySent(piece);
        exchange.requestSent();
        exchange.responseBegun();
        exchange.headReceived(head);
        exchange.bodyReceived(piece);
        exchange.completed(piece.length);
        call.answered(url, head);
    }
}
