package heddle.net.wire;

import heddle.async.time.Seconds;
import heddle.net.DialException;
import heddle.net.DialFailure;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.Serial;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every address failed; what became of each is suppressed here, in the order of failing. Filled on the I/O thread,
/// explained on the coroutine that dials, which a limit may wake in the middle.
final class ConnectFailures extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// Which failure speaks for all: what is wrong here first, then what was nearest to success.
    private static final List<DialFailure> BY_WEIGHT = List.of(
            DialFailure.OUT_OF_FILES,
            DialFailure.OUT_OF_PORTS,
            DialFailure.CONNECTION_REFUSED,
            DialFailure.CONNECT_FAILED,
            DialFailure.CONNECT_TIMED_OUT,
            DialFailure.UNREACHABLE);

    private final transient List<InetSocketAddress> tried = new CopyOnWriteArrayList<>();

    ConnectFailures() {
        super("No address could be reached", null);
    }

    void begin(InetSocketAddress address) {
        tried.add(address);
    }

    void add(InetSocketAddress address, Throwable cause) {
        addSuppressed(new AddressFailure(address, ConnectProblem.of(cause), cause));
    }

    /// The failure of the whole, after `cause` has ended it: a timeout, or this.
    DialException explain(Target target, Duration limit, Throwable cause) {
        var failed = failed();
        var isTimeout = cause instanceof TimeoutException;
        var failure = isTimeout ? DialFailure.CONNECT_TIMED_OUT : heaviest(failed);
        var reasons = new LinkedHashMap<String, List<InetSocketAddress>>();
        if (isTimeout) {
            reasons.put("no answer within " + Seconds.text(limit), unanswered(failed));
        }
        failed.forEach(each -> reasons.computeIfAbsent(each.problem.phrase(), _ -> new ArrayList<>())
                .add(each.address));
        var told = new DialException(
                failure, target.host(), target.port(), sentence(target, reasons), cause == this ? null : cause);
        failed.forEach(told::addSuppressed);
        return told;
    }

    private List<AddressFailure> failed() {
        return Stream.of(getSuppressed()).map(AddressFailure.class::cast).toList();
    }

    private static DialFailure heaviest(List<AddressFailure> failed) {
        return failed.stream()
                .map(each -> each.problem.failure())
                .min(Comparator.comparingInt(BY_WEIGHT::indexOf))
                .orElse(DialFailure.CONNECT_FAILED);
    }

    private List<InetSocketAddress> unanswered(List<AddressFailure> failed) {
        var ended = failed.stream().map(each -> each.address).toList();
        return tried.stream().filter(address -> !ended.contains(address)).toList();
    }

    /// `connection refused (192.0.2.1, 192.0.2.2), no route to host (2001:db8::1)`; the addresses are left out
    /// where the target is one itself.
    private static String sentence(Target target, Map<String, List<InetSocketAddress>> reasons) {
        var isAddress = NetUtil.createByteArrayFromIpAddressString(target.host()) != null;
        return reasons.entrySet().stream()
                .map(entry -> entry.getKey() + (isAddress ? "" : bracketed(entry.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String bracketed(List<InetSocketAddress> addresses) {
        return addresses.stream()
                .map(address -> NetUtil.toAddressString(address.getAddress()))
                .collect(Collectors.joining(", ", " (", ")"))
                .replace(" ()", "");
    }

    /// What became of one address. It has no stack trace, for only the I/O thread's would be on it, and a cause
    /// only where the operating system's words are not known.
    private static final class AddressFailure extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient InetSocketAddress address;
        private final transient ConnectProblem problem;

        AddressFailure(InetSocketAddress address, ConnectProblem problem, Throwable cause) {
            super(
                    Endpoint.text(address) + ": " + problem.phrase(),
                    problem.failure() == DialFailure.CONNECT_FAILED ? cause : null);
            this.address = address;
            this.problem = problem;
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
