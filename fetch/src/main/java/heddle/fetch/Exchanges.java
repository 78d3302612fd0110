package heddle.fetch;

import heddle.async.task.CancelledException;
import heddle.client.ClientSession;
import heddle.client.Exchange;
import heddle.client.Request;
import heddle.client.Response;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.Outcome.Stored;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Fetches single URLs for a job: asks, brings the body to the sink, and turns whatever is thrown into an outcome.
/// Safe for any number of coroutines.
final class Exchanges {
    private final ClientSession session;
    private final Sink sink;

    Exchanges(ClientSession session, Sink sink) {
        this.session = session;
        this.sink = sink;
    }

    /// What became of a URL. Throws only when the sink cannot go on. Parks.
    Outcome fetch(Entry entry) throws OutputException {
        long startNanos = System.nanoTime();
        try {
            BodySink body = sink.body(entry.ordinal(), entry.line());
            Request request = session.get(entry.url());
            return body.wantsBytes() ? keep(entry, request, body) : discard(entry, request, body);
        } catch (OutputException e) {
            throw e;
        } catch (CancelledException cut) {
            return new Skipped(entry.line(), "stopped");
        } catch (Throwable e) {
            return Failures.outcome(entry.line(), e, Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }

    private static Outcome discard(Entry entry, Request request, BodySink body) throws OutputException {
        Exchange exchange = request.discard();
        return new Fetched(entry.line(), exchange, body.finish(exchange.bodyBytes()));
    }

    private static Outcome keep(Entry entry, Request request, BodySink body) throws OutputException {
        body.tap().ifPresent(request::tap);
        boolean isFinished = false;
        try (Response response = request.send()) {
            for (ByteBuffer chunk = response.body().read();
                    chunk.hasRemaining();
                    chunk = response.body().read()) {
                body.write(chunk);
            }
            Exchange exchange = summary(response);
            Stored stored = body.finish(exchange.bodyBytes());
            isFinished = true;
            return new Fetched(entry.line(), exchange, stored);
        } finally {
            if (!isFinished) {
                body.abandon();
            }
        }
    }

    private static Exchange summary(Response response) {
        return new Exchange(
                response.url(),
                response.status(),
                response.version(),
                response.headers(),
                response.redirects(),
                response.remoteAddress(),
                response.timings(),
                response.body().bytesReceived(),
                response.body().bytesRead());
    }
}
