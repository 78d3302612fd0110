package heddle.net.names;

import heddle.net.DialFailure;
import java.net.InetAddress;
import java.util.List;

/// What became of a [Question].
public sealed interface Answer {

    /// At least one address, and how many seconds they hold.
    record Found(List<InetAddress> addresses, long ttlSeconds) implements Answer {}

    /// The servers say that there is no such name, or none of that family. `reason` is a phrase for people.
    record Absent(String reason) implements Answer {}

    /// No server gave an answer of use. Never cached.
    record Failed(DialFailure failure, String reason) implements Answer {}
}
