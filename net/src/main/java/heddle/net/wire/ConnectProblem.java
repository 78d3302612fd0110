package heddle.net.wire;

import heddle.net.DialFailure;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the operating system said about one address: the kind, and its words without Netty's and the JDK's frame
/// around them (`finishConnect(..) failed with error(-111): Connection refused: localhost/127.0.0.1:1`).
record ConnectProblem(DialFailure failure, String phrase) {

    /// Words of the operating system's messages. Netty and the JDK tell these apart by text alone.
    private static final List<ConnectProblem> BY_TEXT = List.of(
            new ConnectProblem(DialFailure.OUT_OF_FILES, "too many open files"),
            new ConnectProblem(DialFailure.OUT_OF_PORTS, "cannot assign requested address"),
            new ConnectProblem(DialFailure.OUT_OF_PORTS, "address not available"),
            new ConnectProblem(DialFailure.CONNECTION_REFUSED, "connection refused"),
            new ConnectProblem(DialFailure.UNREACHABLE, "network is unreachable"),
            new ConnectProblem(DialFailure.UNREACHABLE, "host is unreachable"),
            new ConnectProblem(DialFailure.UNREACHABLE, "unreachable"),
            new ConnectProblem(DialFailure.UNREACHABLE, "no route to host"),
            new ConnectProblem(DialFailure.CONNECT_TIMED_OUT, "timed out"));

    private static final Pattern FRAME = Pattern.compile(
            "(?:\\S+ failed with error\\(-?\\d+\\): )?(?<words>.*?)(?:: \\S*/\\S+:\\d+)?", Pattern.DOTALL);

    static ConnectProblem of(Throwable cause) {
        var message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        var text = message.toLowerCase(Locale.ROOT);
        return BY_TEXT.stream()
                .filter(known -> text.contains(known.phrase))
                .findFirst()
                .orElseGet(() -> new ConnectProblem(DialFailure.CONNECT_FAILED, words(message)));
    }

    /// A message without the frame.
    static String words(String message) {
        var match = FRAME.matcher(message);
        return match.matches() ? match.group("words") : message;
    }
}
