package heddle.fetch.exchange;

import heddle.async.task.CancelledException;
import heddle.client.ClientSession;
import heddle.client.Exchange;
import heddle.client.Request;
import heddle.client.Response;
import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Turn;
import heddle.fetch.list.LineRequest;
import heddle.fetch.options.OptOut;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.Outcome.Stored;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// Fetches single URLs for the hosts of one loop: asks, brings the body to the sink, and turns whatever is thrown
/// into an outcome, unless it is to be tried again. Safe for any number of coroutines.
public final class Exchanges {
    private final ClientSession session;
    private final Sink sink;
    private final Reports reports;
    private final RobotsFiles robots;
    private final OptOut optOut;
    private final Optional<ByteRate> byteRate;

    /// Those of one loop.
    public Exchanges(
            Sessions sessions, Sink sink, Politeness politeness, Retries retries, Optional<ByteRate> byteRate) {
        this.session = sessions.pages();
        this.sink = sink;
        this.byteRate = byteRate;
        reports = new Reports(retries);
        robots = new RobotsFiles(sessions.robots(), politeness.robots(), reports);
        optOut = politeness.optOut();
    }

    /// What comes of a URL's turn. Throws only when the sink cannot go on. Parks.
    public Attempt fetch(Turn<Entry> turn, Course course) throws OutputException {
        long startNanos = System.nanoTime();
        Entry entry = turn.item();
        try {
            Optional<Attempt> before = robots.ask(turn, course);
            return before.isPresent() ? before.get() : exchange(turn, course);
        } catch (OutputException e) {
            throw e;
        } catch (CancelledException cut) {
            return new Attempt.EndedUnasked(new Skipped(entry.line(), Skipped.STOPPED));
        } catch (Throwable e) {
            Report report = reports.of(e);
            if (course.mayRetry(turn, report)) {
                return new Attempt.Again(report);
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
            return new Attempt.Ended(Failures.outcome(entry.line(), e, elapsed, turn.retries()), report);
        }
    }

    private Attempt exchange(Turn<Entry> turn, Course course) throws OutputException {
        Entry entry = turn.item();
        Request request = request(entry);
        BodySink body = sink.body(entry.ordinal(), entry.line());
        return body.wantsBytes() || byteRate.isPresent() || optOut == OptOut.OBEY
                ? keep(turn, course, request, body)
                : discard(turn, course, request, body);
    }

    private Request request(Entry entry) {
        Optional<LineRequest> asked = entry.listed().particulars().request();
        if (asked.isEmpty()) {
            return session.get(entry.url());
        }
        Request request = session.request(asked.get().method(), entry.url());
        asked.get().headers().forEach(field -> request.header(field.name(), field.value()));
        byte[] body = asked.get().body();
        return body.length == 0 ? request : request.body(body);
    }

    private Attempt discard(Turn<Entry> turn, Course course, Request request, BodySink body) throws OutputException {
        Exchange exchange = request.discard();
        Report report = reports.of(turn, exchange.status(), exchange.headers(), exchange.timings());
        if (report.isRetryable() && course.mayRetry(turn, report)) {
            return new Attempt.Again(report);
        }
        Stored stored = body.finish(exchange.bodyBytes());
        return new Attempt.Ended(new Fetched(turn.item().line(), exchange, stored, turn.retries()), report);
    }

    private Attempt keep(Turn<Entry> turn, Course course, Request request, BodySink body) throws OutputException {
        body.tap().ifPresent(request::tap);
        boolean isFinished = false;
        try (Response response = request.send()) {
            Report report = reports.of(turn, response.status(), response.headers(), response.timings());
            if (report.isRetryable() && course.mayRetry(turn, report)) {
                return new Attempt.Again(report);
            }
            if (optOut == OptOut.OBEY && robots.isOptedOut(response.headers())) {
                return new Attempt.Ended(optedOut(turn, response), report);
            }
            read(response, body);
            Exchange exchange = summary(response);
            Stored stored = body.finish(exchange.bodyBytes());
            isFinished = true;
            return new Attempt.Ended(new Fetched(turn.item().line(), exchange, stored, turn.retries()), report);
        } finally {
            if (!isFinished) {
                body.abandon();
            }
        }
    }

    private void read(Response response, BodySink body) throws OutputException {
        for (ByteBuffer chunk = response.body().read();
                chunk.hasRemaining();
                chunk = response.body().read()) {
            if (byteRate.isPresent()) {
                byteRate.get().pay(chunk.remaining());
            }
            if (body.wantsBytes()) {
                body.write(chunk);
            }
        }
    }

    private static Failed optedOut(Turn<Entry> turn, Response response) {
        return new Failed(
                turn.item().line(),
                "opted_out",
                "read",
                "the page asks not to be used, by its X-Robots-Tag",
                response.timings().total(),
                turn.retries());
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
