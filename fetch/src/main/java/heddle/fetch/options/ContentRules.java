package heddle.fetch.options;

import java.util.Optional;
import java.util.OptionalLong;

/// Which responses are wanted, and how much of them. By default all of all: a complete response of any status is
/// fetched, and the client's limit on bodies is the only one.
///
/// @param statuses that count as fetched; all others fail as `status_not_accepted`
/// @param types    of bodies that are wanted; all others fail as `type_not_accepted`
/// @param bytesMin of a body, after decoding; a shorter one fails as `too_small`
/// @param cutAfter so many bytes of a body, after decoding: the rest is given up, and the outcome says so
/// @param wanted   of each response
public record ContentRules(
        Optional<Statuses> statuses,
        Optional<MediaTypes> types,
        OptionalLong bytesMin,
        OptionalLong cutAfter,
        Wanted wanted) {
    /// What of a response is of any use.
    public enum Wanted {
        /// All of it.
        ALL,
        /// Its head: lines that do not say how they want to be asked for are asked for by HEAD, and where that comes to
        /// an error, by GET in a turn of its own.
        HEAD
    }

    /// Checks that every limit is one.
    public ContentRules {
        positive("bytesMin", bytesMin);
        positive("cutAfter", cutAfter);
    }

    private static void positive(String name, OptionalLong bytes) {
        if (bytes.orElse(1) < 1) {
            throw new IllegalArgumentException(name + " is " + bytes.getAsLong() + "; it must be 1 or more");
        }
    }

    /// No rule.
    public static ContentRules none() {
        return new ContentRules(
                Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Wanted.ALL);
    }

    /// With these statuses alone.
    public ContentRules statuses(Statuses accepted) {
        return new ContentRules(Optional.of(accepted), types, bytesMin, cutAfter, wanted);
    }

    /// With bodies of these types alone.
    public ContentRules types(MediaTypes accepted) {
        return new ContentRules(statuses, Optional.of(accepted), bytesMin, cutAfter, wanted);
    }

    /// With bodies of so many bytes at least.
    public ContentRules bytesMin(long bytes) {
        return new ContentRules(statuses, types, OptionalLong.of(bytes), cutAfter, wanted);
    }

    /// With no more than so many bytes of each body.
    public ContentRules cutAfter(long bytes) {
        return new ContentRules(statuses, types, bytesMin, OptionalLong.of(bytes), wanted);
    }

    /// With no use for bodies.
    public ContentRules headsAlone() {
        return new ContentRules(statuses, types, bytesMin, cutAfter, Wanted.HEAD);
    }

    /// Whether every response is wanted as a whole.
    public boolean areNone() {
        return statuses.isEmpty()
                && types.isEmpty()
                && bytesMin.isEmpty()
                && cutAfter.isEmpty()
                && wanted == Wanted.ALL;
    }
}
