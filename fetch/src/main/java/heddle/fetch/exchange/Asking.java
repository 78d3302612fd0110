package heddle.fetch.exchange;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.client.Response;
import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Turn;
import heddle.fetch.job.EarlierRun;
import heddle.fetch.list.LineRequest;
import heddle.fetch.options.ContentRules;
import heddle.fetch.options.ContentRules.Wanted;
import heddle.fetch.output.Earlier;
import heddle.fetch.output.OutputException;
import heddle.http.ConnectionLostException;
import heddle.http.Method;
import heddle.http.ProtocolException;
import heddle.http.Status;
import java.util.Optional;

/// How URLs are asked for: as their lines say, else by GET; or, where heads are all that is wanted, by HEAD, and by GET
/// where HEAD comes to an error, since servers that refuse it say so in many ways. Not where they say that they have
/// too much to do, or say nothing: GET would cost them, and us, more.
///
/// @param earlier run, if URLs are asked for only where they have changed since; not those whose lines are requests of
///                their own
record Asking(ClientSession session, ContentRules rules, Optional<EarlierRun> earlier) {
    private static final int NOT_MODIFIED = 304;

    /// What is sent.
    ///
    /// @param since what an earlier run has had, and still may be so
    record Asked(Request request, Optional<Earlier> since) {}

    /// How this turn's URL is asked for. Parks.
    Asked asked(Turn<Entry> turn) throws OutputException {
        Request request = request(turn);
        boolean isPlain = turn.item().listed().particulars().request().isEmpty() && !turn.isAskedOtherwise();
        if (earlier.isEmpty() || !isPlain) {
            return new Asked(request, Optional.empty());
        }
        Optional<Earlier> since =
                Async.toThread(() -> earlier.get().of(turn.item().line()));
        since.flatMap(Earlier::etag).ifPresent(etag -> request.header("If-None-Match", etag));
        since.flatMap(Earlier::lastModified).ifPresent(date -> request.header("If-Modified-Since", date));
        return new Asked(request, since);
    }

    /// Whether this says that nothing has changed.
    static boolean isSame(Optional<Earlier> since, Response response) {
        return since.isPresent() && response.status().code() == NOT_MODIFIED;
    }

    /// The next turn of a URL that leads somewhere else by now, where nobody can have known of what was asked: without
    /// conditions.
    Optional<Attempt> unconditionally(Turn<Entry> turn, Optional<Earlier> since, Response response, Report report) {
        boolean isElsewhere = isSame(since, response)
                && !response.url()
                        .withoutFragment()
                        .href()
                        .equals(withoutFragment(since.get().effective()));
        if (!isElsewhere) {
            return Optional.empty();
        }
        turn.askOtherwise();
        return Optional.of(new Attempt.Postponed(report));
    }

    private static String withoutFragment(String href) {
        return href.split("#", 2)[0];
    }

    private Request request(Turn<Entry> turn) {
        Entry entry = turn.item();
        Optional<LineRequest> asked = entry.listed().particulars().request();
        if (asked.isEmpty()) {
            return session.request(isByHead(turn) ? Method.HEAD : Method.GET, entry.url());
        }
        Request request = session.request(asked.get().method(), entry.url());
        asked.get().headers().forEach(field -> request.header(field.name(), field.value()));
        byte[] body = asked.get().body();
        return body.length == 0 ? request : request.body(body);
    }

    /// Whether nothing but the head of the response is of any use.
    boolean isForHead(Turn<Entry> turn) {
        return rules.wanted() == Wanted.HEAD
                && turn.item().listed().particulars().request().isEmpty();
    }

    private boolean isByHead(Turn<Entry> turn) {
        return isForHead(turn) && !turn.isAskedOtherwise();
    }

    /// Whether the response to this has no body, whatever its head says.
    boolean isBodiless(Turn<Entry> turn, Status status) {
        Optional<LineRequest> asked = turn.item().listed().particulars().request();
        boolean isHead = asked.isEmpty() ? isByHead(turn) : asked.get().method().equals(Method.HEAD);
        return isHead || status.code() == 204 || status.code() == NOT_MODIFIED;
    }

    /// The next turn of a URL that was asked for by HEAD and came to this; empty when that is the end of it.
    Optional<Attempt> otherwise(Turn<Entry> turn, Status status, Report report) {
        boolean isRefusal = status.isError()
                && report.verdict() != Report.Verdict.OVERLOADED
                && rules.statuses().map(accepted -> !accepted.has(status)).orElse(true);
        return isRefusal ? otherwise(turn, report.latencyNanos()) : Optional.empty();
    }

    /// The same of one that came to no response.
    Optional<Attempt> otherwise(Turn<Entry> turn, Throwable thrown) {
        boolean isRefusal = thrown instanceof ConnectionLostException || thrown instanceof ProtocolException;
        return isRefusal ? otherwise(turn, 0) : Optional.empty();
    }

    /// What a server makes of HEAD tells nothing of how it is.
    private Optional<Attempt> otherwise(Turn<Entry> turn, long latencyNanos) {
        if (!isByHead(turn)) {
            return Optional.empty();
        }
        turn.askOtherwise();
        return Optional.of(new Attempt.Postponed(new Report(Report.Verdict.FINE, false, latencyNanos, 0)));
    }
}
