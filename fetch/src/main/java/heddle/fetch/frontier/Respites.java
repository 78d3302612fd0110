package heddle.fetch.frontier;

import heddle.fetch.job.Respite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which hosts are to be left alone: what an earlier run has said of them, and what the next one is to be told.
final class Respites<T> {
    /// For how long one that could not be reached again and again is not tried again by any run.
    private static final Duration DOWN = Duration.ofHours(1);

    /// Those of an earlier run, by host, as they were at this time.
    private final Map<String, Respite> earlier;

    private final long since;
    private final Set<Host<T>> changed = new LinkedHashSet<>();

    Respites(Map<String, Respite> earlier, long now) {
        this.earlier = earlier;
        since = now;
    }

    /// Leaves a host alone that has just been met, if an earlier run has said so.
    void applyTo(Host<T> host, long now) {
        Respite respite = earlier.get(host.key);
        if (respite == null || !host.rules.isBackedOff()) {
            return;
        }
        long until = since + respite.time().toNanos();
        if (until <= now) {
            return;
        }
        host.leaveUntil(until);
        host.pace.resume(respite.failures(), respite.overloads());
        host.givenUp = switch (respite.kind()) {
            case BACKED_OFF -> null;
            case DOWN -> GivenUp.HOST_DOWN;
            case BUSY -> GivenUp.HOST_BUSY;
        };
    }

    /// Notes that a host is to be left alone from now on.
    void note(Host<T> host) {
        changed.add(host);
    }

    /// What has changed since this was asked last, if it is still so.
    List<Respite> take(long now) {
        List<Respite> taken = new ArrayList<>(changed.size());
        for (Host<T> host : changed) {
            of(host, now).ifPresent(taken::add);
        }
        changed.clear();
        return taken;
    }

    private Optional<Respite> of(Host<T> host, long now) {
        Respite.Kind kind = kind(host);
        Duration left = Duration.ofNanos(Math.max(0, host.leftAloneUntil() - now));
        Duration time = kind == Respite.Kind.DOWN && left.compareTo(DOWN) < 0 ? DOWN : left;
        return time.isZero()
                ? Optional.empty()
                : Optional.of(new Respite(host.key, kind, host.pace.failures(), host.pace.overloads(), time));
    }

    /// That it has had its time is up to each run.
    private static Respite.Kind kind(Host<?> host) {
        return switch (host.givenUp) {
            case HOST_DOWN -> Respite.Kind.DOWN;
            case HOST_BUSY -> Respite.Kind.BUSY;
            case HOST_BUDGET -> Respite.Kind.BACKED_OFF;
            case null -> Respite.Kind.BACKED_OFF;
        };
    }
}
