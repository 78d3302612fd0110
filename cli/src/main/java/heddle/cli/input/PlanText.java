package heddle.cli.input;

import heddle.cli.report.Figures;
import heddle.fetch.FetchOptions;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import heddle.fetch.options.RobotsUse;
import heddle.fetch.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// A plan for people: what a fetch would be, and by which options.
///
/// @param outputs what would be kept, and where
public record PlanText(Plan plan, FetchOptions options, String outputs) {
    /// Its lines.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Figures.format(
                "would fetch   %s of %s%s",
                Figures.counted(plan.urls(), "URL"),
                Figures.counted(plan.hosts().count(), "host"),
                plan.requests() > 0 ? Figures.format(", %,d by requests of their own", plan.requests()) : ""));
        if (plan.duplicates() > 0) {
            lines.add(Figures.format("would skip    %s", Figures.counted(plan.duplicates(), "duplicate")));
        }
        for (Plan.Problem problem : plan.problems()) {
            lines.add("would fail    "
                    + Figures.failures(problem.count(), problem.kind(), problem.url(), problem.message()));
        }
        if (plan.hosts().count() > 0) {
            lines.add(plan.hosts().largest().stream()
                    .map(host -> Figures.format("%s (%,d)", host.key(), host.urls()))
                    .collect(Collectors.joining(", ", "most of       ", "")));
        }
        lines.add(Figures.format(
                "at least      %s: %s", time(plan.bound().time()), plan.bound().reason()));
        lines.add("by            " + String.join(", ", pace()));
        lines.add("to            " + outputs);
        return lines;
    }

    private List<String> pace() {
        Politeness manners = options.politeness();
        List<String> pace = new ArrayList<>();
        pace.add("-j " + options.concurrency());
        pace.add("--host-concurrency "
                + spared(text(manners.hostConcurrency()), "" + Politeness.HOST_CONCURRENCY, "any"));
        pace.add("--host-interval "
                + spared(manners.hostInterval().map(PlanText::time), time(Politeness.HOST_INTERVAL), "none"));
        pace.add("--host-key " + word(manners.hostKey()));
        pace.add("--robots "
                + spared(manners.robots().map(PlanText::word), word(RobotsUse.OBEY), word(RobotsUse.IGNORE)));
        pace.add("--x-robots-tag " + word(manners.optOut()));
        pace.add("--retry " + spared(text(options.retries().times()), "" + Retries.TIMES, "0"));
        options.limits().urlsPerSecond().ifPresent(rate -> pace.add("--rate " + rate + "/s"));
        options.limits().bytesPerSecond().ifPresent(bytes -> pace.add("--limit-rate " + bytes));
        options.limits().bytes().ifPresent(bytes -> pace.add("--size-limit " + bytes));
        options.limits().time().ifPresent(time -> pace.add("--time-limit " + time(time)));
        return pace;
    }

    private static String spared(Optional<String> asked, String usual, String here) {
        return asked.orElse(usual + " (this machine: " + here + ")");
    }

    private static Optional<String> text(OptionalInt number) {
        return number.stream().mapToObj(Integer::toString).findFirst();
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static String time(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        return time.compareTo(Duration.ofHours(1)) < 0
                ? Figures.format("%.1f s", time.toMillis() / 1e3)
                : Figures.format("%.1f h", time.toSeconds() / 3600.0);
    }
}
