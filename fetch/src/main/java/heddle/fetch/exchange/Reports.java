package heddle.fetch.exchange;

import heddle.client.Timings;
import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Report.Verdict;
import heddle.fetch.frontier.Turn;
import heddle.fetch.options.Retries;
import heddle.http.ConnectFailedException;
import heddle.http.ConnectionLostException;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.ProxyException;
import heddle.http.ResolveException;
import heddle.http.RetryRules;
import heddle.http.Status;
import heddle.http.TlsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Says what a response, or its absence, tells of the host.
///
/// @param retries   what a URL is tried again after
record Reports(Retries retries) {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    /// A response, by its head.
    Report of(Turn<Entry> turn, Status status, Headers headers, Timings timings) {
        if (!turn.host().isWatched() && !status.isError()) {
            return Report.FINE;
        }
        Verdict verdict = verdict(status);
        boolean isRetryable = status.isError() && retries.isAfter(status);
        Duration wait = verdict == Verdict.OVERLOADED
                ? longer(RetryRules.retryAfter(headers, Instant.now()), RateLimitFields.pause(headers))
                : RateLimitFields.pause(headers).orElse(Duration.ZERO);
        return new Report(verdict, isRetryable, latency(timings), wait.toNanos());
    }

    private static Verdict verdict(Status status) {
        if (status.code() == TOO_MANY_REQUESTS || status.code() == SERVICE_UNAVAILABLE) {
            return Verdict.OVERLOADED;
        }
        return status.code() >= 500 ? Verdict.TROUBLED : Verdict.FINE;
    }

    private static Duration longer(Optional<Duration> one, Optional<Duration> other) {
        Duration first = one.orElse(Duration.ZERO);
        Duration second = other.orElse(Duration.ZERO);
        return first.compareTo(second) > 0 ? first : second;
    }

    /// From the request to the first byte; of a chain of redirects the whole, since more is not known.
    private static long latency(Timings timings) {
        Duration connected =
                timings.appConnect().compareTo(timings.connect()) > 0 ? timings.appConnect() : timings.connect();
        return Math.max(1, timings.startTransfer().minus(connected).toNanos());
    }

    /// What was thrown instead of a response.
    Report of(Throwable thrown) {
        boolean isTransient = thrown instanceof HttpException known && known.isRetryable();
        boolean isRetryable = retries.isAfter(Failures.kind(thrown), isTransient);
        return new Report(verdict(thrown, isTransient), isRetryable, 0, 0);
    }

    /// A name that does not exist and a certificate that is not trusted stay so, and the host needs no rest.
    private static Verdict verdict(Throwable thrown, boolean isTransient) {
        return switch (thrown) {
            case ResolveException _, ProxyException _, TlsException _ ->
                isTransient ? Verdict.UNREACHABLE : Verdict.FINE;
            case ConnectFailedException _ -> Verdict.UNREACHABLE;
            case HttpTimeoutException timeout ->
                timeout.phase().compareTo(Phase.TLS) <= 0 ? Verdict.UNREACHABLE : Verdict.TROUBLED;
            case ConnectionLostException _ -> Verdict.TROUBLED;
            default -> Verdict.FINE;
        };
    }
}
