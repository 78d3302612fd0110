package heddle.fetch.exchange;

import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Turn;
import heddle.fetch.list.LineRequest;
import heddle.fetch.options.ContentRules;
import heddle.fetch.options.ContentRules.Wanted;
import heddle.http.ConnectionLostException;
import heddle.http.Method;
import heddle.http.ProtocolException;
import heddle.http.Status;
import java.util.Optional;

/// How URLs are asked for: as their lines say, else by GET; or, where heads are all that is wanted, by HEAD, and by GET
/// where HEAD comes to an error, since servers that refuse it say so in many ways. Not where they say that they have
/// too much to do, or say nothing: GET would cost them, and us, more.
record Asking(ClientSession session, ContentRules rules) {
    Request request(Turn<Entry> turn) {
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
        return isHead || status.code() == 204 || status.code() == 304;
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
