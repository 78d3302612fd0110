package heddle.fetch.exchange;

import heddle.async.task.CancelledException;
import heddle.client.Exchange;
import heddle.client.Request;
import heddle.client.Response;
import heddle.fetch.exchange.Admission.Refusal;
import heddle.fetch.exchange.Asking.Asked;
import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Turn;
import heddle.fetch.job.EarlierRun;
import heddle.fetch.options.ContentRules;
import heddle.fetch.options.OptOut;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.Outcome.Stored;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.time.Duration;
import java.util.Optional;

/// Fetches single URLs for the hosts of one loop: asks, brings the body to the sink, and turns whatever is thrown
/// into an outcome, unless it is to be tried again. Safe for any number of coroutines.
public final class Exchanges {
    private final Asking asking;
    private final Admission admission;
    private final Sink sink;
    private final Reports reports;
    private final RobotsFiles robots;
    private final OptOut optOut;
    private final BodyReader reader;

    /// Which responses are wanted.
    ///
    /// @param earlier run, if only what has changed since is
    public record Wishes(ContentRules content, Optional<EarlierRun> earlier) {}

    /// Those of one loop.
    public Exchanges(
            Sessions sessions,
            Sink sink,
            Politeness politeness,
            Retries retries,
            Wishes wishes,
            Optional<ByteRate> byteRate) {
        this.sink = sink;
        asking = new Asking(sessions.pages(), wishes.content(), wishes.earlier());
        admission = new Admission(wishes.content());
        reader = new BodyReader(wishes.content().cutAfter(), byteRate);
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
            Optional<Attempt> otherwise = asking.otherwise(turn, e);
            if (otherwise.isPresent()) {
                return otherwise.get();
            }
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
        Asked asked = asking.asked(turn);
        BodySink body = sink.body(entry.ordinal(), entry.line());
        boolean isLookedAt = body.wantsBytes()
                || reader.rate().isPresent()
                || optOut == OptOut.OBEY
                || asked.since().isPresent()
                || !admission.rules().areNone();
        return isLookedAt ? keep(turn, course, asked, body) : discard(turn, course, asked.request(), body);
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

    private Attempt keep(Turn<Entry> turn, Course course, Asked asked, BodySink body) throws OutputException {
        body.tap().ifPresent(asked.request()::tap);
        boolean isFinished = false;
        try (Response response = asked.request().send()) {
            Report report = reports.of(turn, response.status(), response.headers(), response.timings());
            Optional<Attempt> later = asking.unconditionally(turn, asked.since(), response, report)
                    .or(() -> later(turn, course, response, report));
            if (later.isPresent()) {
                reader.letGo(response);
                return later.get();
            }
            if (Asking.isSame(asked.since(), response)) {
                reader.letGo(response);
                Fetched same = fetched(turn, response, body.same());
                isFinished = true;
                return new Attempt.Ended(same.sameAs(asked.since().orElseThrow()), report);
            }
            Optional<Refusal> refusal = refusal(turn, response);
            if (refusal.isPresent()) {
                reader.letGo(response);
                return new Attempt.Ended(refused(turn, response, refusal.get()), report);
            }
            Outcome outcome = read(turn, response, body);
            isFinished = outcome instanceof Fetched;
            return new Attempt.Ended(outcome, report);
        } finally {
            if (!isFinished) {
                body.abandon();
            }
        }
    }

    /// What is to come before the end of a URL that was answered so.
    private Optional<Attempt> later(Turn<Entry> turn, Course course, Response response, Report report) {
        Optional<Attempt> otherwise = asking.otherwise(turn, response.status(), report);
        if (otherwise.isPresent()) {
            return otherwise;
        }
        boolean isEnd = !report.isRetryable() || admission.isAccepted(response.status());
        return isEnd || !course.mayRetry(turn, report) ? Optional.empty() : Optional.of(new Attempt.Again(report));
    }

    private Optional<Refusal> refusal(Turn<Entry> turn, Response response) {
        if (optOut == OptOut.OBEY && robots.isOptedOut(response.headers())) {
            return Optional.of(new Refusal("opted_out", "the page asks not to be used, by its X-Robots-Tag"));
        }
        return admission
                .status(response.status())
                .or(() -> hasBody(turn, response) ? admission.body(response.headers()) : Optional.empty());
    }

    private boolean hasBody(Turn<Entry> turn, Response response) {
        return !asking.isForHead(turn) && !asking.isBodiless(turn, response.status());
    }

    private Outcome read(Turn<Entry> turn, Response response, BodySink body) throws OutputException {
        if (asking.isForHead(turn)) {
            reader.letGo(response);
            return fetched(turn, response, body.finish(0));
        }
        BodyReader.Read read = reader.read(response.body(), body);
        Optional<Refusal> tooSmall = hasBody(turn, response) ? admission.size(read.bytes()) : Optional.empty();
        if (tooSmall.isPresent()) {
            return refused(turn, response, tooSmall.get());
        }
        Stored stored = body.finish(read.bytes());
        return fetched(turn, response, read.isCut() ? stored.cut() : stored);
    }

    private static Fetched fetched(Turn<Entry> turn, Response response, Stored stored) {
        return new Fetched(turn.item().line(), summary(response), stored, turn.retries());
    }

    private static Failed refused(Turn<Entry> turn, Response response, Refusal refusal) {
        return new Failed(
                        turn.item().line(),
                        refusal.kind(),
                        "read",
                        refusal.message(),
                        response.timings().total(),
                        turn.retries())
                .answered(summary(response));
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
