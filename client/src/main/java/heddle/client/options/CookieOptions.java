package heddle.client.options;

import heddle.async.loop.Loop;
import heddle.http.cookie.CookieJar;
import heddle.http.cookie.CookieLimits;
import java.time.Instant;
import java.util.Optional;

/// Where a session keeps the cookies that servers set.
public sealed interface CookieOptions {
    /// In a jar of the session's own, which ends with it: the default.
    ///
    /// @param limits how many, and how large
    record Own(CookieLimits limits) implements CookieOptions {}

    /// In a jar that the caller has, and may share between sessions.
    ///
    /// @param jar also for what is set by hand, and to save
    record Shared(CookieJar jar) implements CookieOptions {}

    /// Nowhere: what servers set is forgotten, and a `Cookie` field is sent only where the caller writes one.
    record None() implements CookieOptions {}

    /// A jar of the session's own, with the default limits.
    static CookieOptions defaults() {
        return new Own(CookieLimits.defaults());
    }

    /// The jar of a session that is opened with these; empty for none.
    default Optional<CookieJar> open() {
        return switch (this) {
            case Own(CookieLimits limits) -> Optional.of(CookieJar.create(limits, CookieOptions::now));
            case Shared(CookieJar jar) -> Optional.of(jar);
            case None() -> Optional.empty();
        };
    }

    /// By the clock of the loop that asks, which stands still in a simulation; that of the machine where there is none.
    private static Instant now() {
        return Loop.isPresent() ? Loop.current().time().instant() : Instant.now();
    }
}
