package heddle.cli.check;

import heddle.cli.check.Verdict.Good;
import heddle.cli.os.WholeFile;
import heddle.fetch.options.Statuses;
import heddle.fetch.output.OutputException;
import heddle.http.Status;
import heddle.url.Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pages that were good when an earlier check asked for them, and need not be asked for by this one: lines of a file,
/// `URL STATUS SECONDS`, the last since 1970. What else is in it means nothing.
///
/// Broken pages are not remembered, so that whoever mends one sees it at once; nor those that redirect, since each
/// report tells where they lead; nor URLs with a login.
public final class KnownPages {
    private static final Pattern LINE = Pattern.compile("(\\S+) ([1-5][0-9]{2}) ([0-9]{1,11})");

    private final Map<String, Seen> seen = new HashMap<>();
    private final long now;

    private record Seen(int status, long seconds) {}

    private KnownPages(Instant now) {
        this.now = now.getEpochSecond();
    }

    /// None at all.
    public static KnownPages none() {
        return new KnownPages(Instant.EPOCH);
    }

    /// Those of a file, if it is there.
    ///
    /// @param ageMax beyond which they are forgotten
    /// @param now    by the clock on the wall; what is said to be later is forgotten, too
    public static KnownPages read(Path file, Duration ageMax, Instant now) throws IOException {
        KnownPages known = new KnownPages(now);
        if (Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                lines.map(LINE::matcher).filter(Matcher::matches).forEach(line -> known.take(line, ageMax));
            }
        }
        return known;
    }

    private void take(Matcher line, Duration ageMax) {
        long seconds = Long.parseLong(line.group(3));
        if (seconds <= now && now - seconds < ageMax.toSeconds()) {
            seen.put(line.group(1), new Seen(Integer.parseInt(line.group(2)), seconds));
        }
    }

    /// Tells those of the goals that are known, with a status that will do, and whose parts nobody asks for; returns
    /// the others.
    Map<String, Goal> tell(Map<String, Goal> goals, Statuses accepted) {
        return goals.entrySet().stream()
                .filter(goal -> !tell(goal.getValue(), accepted))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    private boolean tell(Goal goal, Statuses accepted) {
        Seen page = seen.get(goal.address());
        if (page == null || goal.isWantedInParts() || !accepted.has(Status.of(page.status, ""))) {
            return false;
        }
        goal.found(new Good(OptionalInt.of(page.status), List.of()), Optional.empty());
        return true;
    }

    /// Notes those that have been asked for and were good.
    void note(Collection<Goal> asked) {
        for (Goal goal : asked) {
            seen.remove(goal.address());
            if (goal.verdict("") instanceof Good good && good.redirects().isEmpty() && !hasLogin(goal.address())) {
                good.status().ifPresent(status -> seen.put(goal.address(), new Seen(status, now)));
            }
        }
    }

    private static boolean hasLogin(String url) {
        return Url.parse(url).hasCredentials();
    }

    /// Writes all of them to a file, in the place of what it held.
    public void write(Path file) throws OutputException {
        try (WholeFile target = WholeFile.open(file)) {
            for (Map.Entry<String, Seen> page : seen.entrySet()) {
                String line = page.getKey() + " " + page.getValue().status + " " + page.getValue().seconds + "\n";
                target.out().write(line.getBytes(StandardCharsets.ISO_8859_1));
            }
            target.keep();
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }
}
