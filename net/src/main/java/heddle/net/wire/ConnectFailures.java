package heddle.net.wire;

import heddle.net.DialException;
import heddle.net.DialFailure;
import java.io.IOException;
import java.io.Serial;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Every address failed; what became of each is suppressed here, in the order of failing.
final class ConnectFailures extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// Words of the operating system's messages. Netty and the JDK tell these apart by text alone.
    private static final Map<String, DialFailure> BY_TEXT = Map.of(
            "too many open files", DialFailure.OUT_OF_FILES,
            "cannot assign requested address", DialFailure.OUT_OF_PORTS,
            "address not available", DialFailure.OUT_OF_PORTS,
            "connection refused", DialFailure.CONNECTION_REFUSED,
            "unreachable", DialFailure.UNREACHABLE,
            "no route to host", DialFailure.UNREACHABLE,
            "timed out", DialFailure.CONNECT_TIMED_OUT);

    /// Which failure speaks for all: what is wrong here first, then what was nearest to success.
    private static final List<DialFailure> BY_WEIGHT = List.of(
            DialFailure.OUT_OF_FILES,
            DialFailure.OUT_OF_PORTS,
            DialFailure.CONNECTION_REFUSED,
            DialFailure.CONNECT_FAILED,
            DialFailure.CONNECT_TIMED_OUT,
            DialFailure.UNREACHABLE);

    ConnectFailures() {
        super("No address could be reached", null);
    }

    void add(InetSocketAddress address, Throwable cause) {
        addSuppressed(new IOException(Endpoint.text(address) + ": " + reason(cause), cause));
    }

    /// The failure of the whole, after `cause` has ended it: a timeout, or this.
    DialException explain(Target target, Duration limit, Throwable cause) {
        var failed = List.of(getSuppressed());
        var failure = cause instanceof TimeoutException ? DialFailure.CONNECT_TIMED_OUT : heaviest(failed);
        var message =
                "Cannot connect to %s port %d: %s".formatted(target.host(), target.port(), reason(failure, limit));
        var told = new DialException(failure, target.host(), target.port(), message, cause == this ? null : cause);
        failed.forEach(told::addSuppressed);
        return told;
    }

    private static DialFailure heaviest(List<Throwable> failed) {
        return failed.stream()
                .map(each -> classify(Objects.requireNonNullElse(each.getCause(), each)))
                .min(Comparator.comparingInt(BY_WEIGHT::indexOf))
                .orElse(DialFailure.CONNECT_FAILED);
    }

    private String reason(DialFailure failure, Duration limit) {
        var addresses = String.join(
                "; ", Stream.of(getSuppressed()).map(Throwable::getMessage).toList());
        return switch (failure) {
            case OUT_OF_FILES ->
                "this process may open no more files; raise the limit (ulimit -n) or use fewer connections";
            case OUT_OF_PORTS ->
                "no local port is free towards it; keep connections alive or use fewer (" + addresses + ")";
            case CONNECT_TIMED_OUT ->
                "no answer within %s%s".formatted(limit, addresses.isEmpty() ? "" : " (" + addresses + ")");
            default -> addresses;
        };
    }

    private static String reason(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    static DialFailure classify(Throwable cause) {
        var text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return BY_TEXT.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(DialFailure.CONNECT_FAILED);
    }
}
