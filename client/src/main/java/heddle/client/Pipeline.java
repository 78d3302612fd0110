package heddle.client;

import heddle.client.wire.Wire;
import heddle.http.Headers;
import heddle.http.coding.DecodingLimits;
import heddle.http.cookie.CookieJar;
import java.util.List;
import java.util.Optional;

/// The way of a request: a list of steps, the outermost first, and the wire at its end.
final class Pipeline {
    private Pipeline() {}

    static Step.Sender of(Headers shared, DecodingLimits limits, Optional<CookieJar> jar, Wire wire) {
        List<Step> steps = List.of(
                new NameTheRequest(), // failures say which request it was
                new RaiseForStatus(), // a response that says no is a failure, where that is asked for
                new Decode(limits), // bodies come without their codings
                new FollowRedirects(), // to the last URL of a chain
                new RepeatUnanswered()); // once, when an idle connection turns out to be dead
        return join(steps, new SendOverWire(new HeadWriter(shared), jar.map(UseCookies::new), wire));
    }

    private static Step.Sender join(List<Step> steps, Step.Sender last) {
        Step.Sender sender = last;
        for (Step step : steps.reversed()) {
            Step.Sender next = sender;
            sender = request -> step.send(request, next);
        }
        return sender;
    }
}
