package heddle.client.trace;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Method;
import heddle.http.Status;
import heddle.url.Url;
import java.time.Duration;
import java.time.Instant;

/// What happens to a call: one [heddle.client.Request#send], with all its redirects and tries. Told by the coroutine
/// that makes it.
public sealed interface CallEvent extends SessionEvent {
    /// The number of the call.
    long call();

    /// It begins.
    ///
    /// @param call its number
    /// @param nanoTime when
    /// @param at when, by the clock on the wall
    /// @param method that was asked for
    /// @param url that was asked for
    /// @param headers as the caller gave them, with those of the session
    record Started(long call, long nanoTime, Instant at, Method method, Url url, Headers headers)
            implements CallEvent {}

    /// A redirect is followed.
    ///
    /// @param call its number
    /// @param nanoTime when
    /// @param status of the redirect
    /// @param from the URL that answered so
    /// @param to the URL that is asked next
    record Redirected(long call, long nanoTime, Status status, Url from, Url to) implements CallEvent {}

    /// The request is sent once more, for another reason than a redirect.
    ///
    /// @param call its number
    /// @param nanoTime when
    /// @param reason why
    /// @param pause how long that waits at first
    record Retried(long call, long nanoTime, String reason, Duration pause) implements CallEvent {}

    /// It has the head of its response, which the caller gets now; the body is still to be read.
    ///
    /// @param call its number
    /// @param nanoTime when
    /// @param url that answered
    /// @param version of HTTP
    /// @param status of the response
    /// @param headers of the response
    record Answered(long call, long nanoTime, Url url, HttpVersion version, Status status, Headers headers)
            implements CallEvent {}

    /// It has failed before that, or was cancelled.
    ///
    /// @param call its number
    /// @param nanoTime when
    /// @param cause what the caller gets
    record Failed(long call, long nanoTime, Throwable cause) implements CallEvent {}
}
