package heddle.fetch;

import heddle.fetch.exchange.Entry;
import heddle.fetch.frontier.GivenUp;
import heddle.fetch.frontier.Turn;
import heddle.fetch.output.Outcome.Failed;
import java.time.Duration;

/// What becomes of URLs whose host has been given up.
final class GivenUpHosts {
    private static final String PHASE = "host";

    private GivenUpHosts() {}

    static Failed outcome(Turn<Entry> turn, GivenUp why) {
        return switch (why) {
            case HOST_DOWN ->
                failed(turn, "host_down", "%s could not be reached again and again, and was given up; try it later");
            case HOST_BUSY ->
                failed(turn, "host_busy", "%s asks to be left alone for longer than --retry-max-time; try it later");
            case HOST_BUDGET ->
                failed(turn, "host_budget", "%s has had all the time that a host may have (--host-budget)");
        };
    }

    private static Failed failed(Turn<Entry> turn, String kind, String message) {
        return new Failed(
                turn.item().line(), kind, PHASE, message.formatted(turn.host().key()), Duration.ZERO, turn.retries());
    }
}
