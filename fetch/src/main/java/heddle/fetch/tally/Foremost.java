package heddle.fetch.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// The few hosts that have most of something that only grows, known at any time without looking at the others: one
/// that is not among them can only come to be when its own number grows.
final class Foremost {
    private final int size;
    private final ToLongFunction<HostTally> number;
    private final List<HostTally> few = new ArrayList<>();

    Foremost(int size, ToLongFunction<HostTally> number) {
        this.size = size;
        this.number = number;
    }

    /// Notes that a host's number has grown.
    void grown(HostTally host) {
        if (few.contains(host)) {
            return;
        }
        if (few.size() < size) {
            few.add(host);
            return;
        }
        int least = least();
        if (number.applyAsLong(host) > number.applyAsLong(few.get(least))) {
            few.set(least, host);
        }
    }

    private int least() {
        int least = 0;
        for (int i = 1; i < few.size(); i++) {
            if (number.applyAsLong(few.get(i)) < number.applyAsLong(few.get(least))) {
                least = i;
            }
        }
        return least;
    }

    /// Them, the one with most first.
    List<HostTally> list() {
        return few.stream()
                .sorted((one, other) -> Long.compare(number.applyAsLong(other), number.applyAsLong(one)))
                .toList();
    }
}
