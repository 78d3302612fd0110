package heddle.net.wire;

import heddle.net.DialFailure;
import java.io.IOException;
import java.io.Serial;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        addSuppressed(new IOException(
                "%s: %s".formatted(Endpoint.text(address), cause.getMessage() == null ? cause : cause.getMessage()),
                cause));
    }

    /// The failure that tells most about why nothing could be reached.
    DialFailure failure() {
        return List.of(getSuppressed()).stream()
                .map(each -> classify(each.getCause() == null ? each : each.getCause()))
                .min(Comparator.comparingInt(BY_WEIGHT::indexOf))
                .orElse(DialFailure.CONNECT_FAILED);
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
