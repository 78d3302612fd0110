package heddle.client;

import heddle.client.Middleware.Place;
import heddle.client.auth.Logins;
import heddle.client.signal.Listeners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way of a request: a list of steps, the outermost first, and the wire at its end.
final class Pipeline {
    private final List<Middleware> middlewares;
    private final Decode decode;
    private final Optional<Logins> logins;
    private final Listeners listeners;
    private final SendOverWire wire;
    private final Middleware.Next whole;
    private final Middleware.Next anonymous;

    Pipeline(
            List<Middleware> middlewares,
            Decode decode,
            Optional<Logins> logins,
            Listeners listeners,
            SendOverWire wire) {
        this.middlewares = middlewares;
        this.decode = decode;
        this.logins = logins;
        this.listeners = listeners;
        this.wire = wire;
        whole = joined(middlewares, authenticating());
        anonymous = joined(middlewares, List.of());
    }

    /// The way through the middlewares of the session, and inside them these. Most requests say to nobody who sends
    /// them: their way is shorter, for the frames of a step lie on the stack that every parked call keeps.
    Middleware.Next with(List<Middleware> more, Outgoing.Policy policy) {
        boolean isAnonymous = logins.isEmpty() && policy.auth().isEmpty();
        if (more.isEmpty()) {
            return isAnonymous ? anonymous : whole;
        }
        var all = new ArrayList<>(middlewares);
        all.addAll(more);
        return joined(all, isAnonymous ? List.of() : authenticating());
    }

    private List<Middleware> authenticating() {
        return List.of(new Authenticate(logins.orElse(Logins.none())));
    }

    private Middleware.Next joined(List<Middleware> all, List<Middleware> authenticating) {
        List<Middleware> hops = at(Place.HOP, all);
        var steps = new ArrayList<Middleware>();
        if (!listeners.areNone()) {
            steps.add(new TellOfCall()); // to those who listen
        }
        steps.add(new NameTheRequest()); // failures say which request it was
        steps.add(new RaiseForStatus()); // a response that says no is a failure, where that is asked for
        steps.addAll(at(Place.CALL, all)); // what the caller adds around the whole
        steps.add(decode); // bodies come without their codings
        steps.add(new FollowRedirects()); // to the last URL of a chain
        steps.addAll(authenticating); // says to each origin who sends it
        if (!hops.isEmpty()) {
            steps.add(wire.cookies()); // seen by what follows
        }
        steps.addAll(hops); // what the caller adds around each hop
        steps.add(new RepeatUnanswered()); // once, when an idle connection turns out to be dead
        return join(steps, wire);
    }

    private static List<Middleware> at(Place place, List<Middleware> all) {
        return all.stream().filter(each -> each.place() == place).toList();
    }

    private static Middleware.Next join(List<Middleware> steps, Middleware.Next last) {
        Middleware.Next sender = last;
        for (Middleware step : steps.reversed()) {
            Middleware.Next next = sender;
            sender = request -> step.send(request, next);
        }
        return sender;
    }
}
