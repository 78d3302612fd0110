package heddle.async.scope;

import heddle.async.task.Body;
import heddle.async.task.CancelledException;
import heddle.async.task.Settled;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What kinds of throwable there are, and how they pass through code that does not know their type.
public final class Failures {
    private static final int CAUSES_MAX = 32;

    private Failures() {}

    /// Whether `failure` says, itself or by a cause, that its thread was cancelled or interrupted. Foreign code
    /// wraps interrupts in all manner of exceptions.
    public static boolean isCancellation(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (saysInterrupted(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean saysInterrupted(Throwable cause) {
        return switch (cause) {
            case CancelledException _, InterruptedException _ -> true;
            case ClosedByInterruptException _, FileLockInterruptionException _ -> true;
            case SocketTimeoutException _ -> false;
            case InterruptedIOException _ -> true;
            case SocketException closed -> "Closed by interrupt".equals(closed.getMessage());
            default -> false;
        };
    }

    /// What becomes of `body` on the calling task, as a value. Only the cancellation of the caller is thrown.
    public static <T extends @Nullable Object> Settled<T> settle(Body<? extends T, ?> body) {
        try {
            return new Settled.Succeeded<>(body.call());
        } catch (Throwable e) {
            if (Child.caller().scope().isCancelled() && isCancellation(e)) {
                throw unchecked(e);
            }
            return new Settled.Failed<>(e);
        }
    }

    /// Throws `failure` as what it is, given that it is an `X` or unchecked: it came out of code that throws no
    /// other.
    public static <X extends Exception> RuntimeException rethrow(Throwable failure) throws X {
        switch (failure) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> {
                @SuppressWarnings("unchecked") // see above
                var checked = (X) failure;
                throw checked;
            }
        }
    }

    /// `failure`, which was thrown on a task, with the stack of the calling thread below its own: who called what the
    /// task is part of. Once, however often it is brought on.
    static Throwable broughtHere(Throwable failure) {
        var own = failure.getStackTrace();
        var here = new Throwable().getStackTrace();
        if (Stream.of(own).noneMatch(here[0]::equals)) {
            failure.setStackTrace(Stream.concat(Stream.of(own), Stream.of(here)).toArray(StackTraceElement[]::new));
        }
        return failure;
    }

    /// `failure` if it is a runtime exception, else one that it caused. Errors are thrown.
    public static RuntimeException unchecked(Throwable failure) {
        return new Settled.Failed<>(failure).unchecked();
    }

    /// `body`, throwing unchecked exceptions only: where tasks are started nobody knows what each of them may
    /// throw.
    public static <T extends @Nullable Object> Body<T, RuntimeException> uncheckedBody(Body<? extends T, ?> body) {
        return () -> {
            try {
                return body.call();
            } catch (Exception e) {
                throw unchecked(e);
            }
        };
    }

    /// Notes that `later` happened too.
    @SuppressWarnings("ReferenceEquality") // nothing may suppress itself
    public static void suppress(Throwable first, Throwable later) {
        if (later != first) {
            first.addSuppressed(later);
        }
    }
}
