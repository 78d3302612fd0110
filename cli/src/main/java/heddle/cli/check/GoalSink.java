package heddle.cli.check;

import heddle.async.Async;
import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Excluded;
import heddle.cli.check.Verdict.Good;
import heddle.client.Exchange;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.Outcome.Stored;
import heddle.fetch.output.Sink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes what became of pages, and tells the goals.
///
/// @param goals by the URLs of their pages
record GoalSink(Map<String, Goal> goals) implements Sink {
    private static final Pattern HTML = Pattern.compile("(?i)(text/html|application/xhtml\\+xml)\\s*(;.*)?");
    private static final Pattern CHARSET = Pattern.compile("(?i).*;\\s*charset\\s*=\\s*\"?([^\\s;\"]+).*");

    /// What robots.txt, or a page itself, does not want. Not so a robots.txt that a server cannot bring: then it is
    /// the server that is broken.
    private static final Set<String> UNWELCOME = Set.of("robots_disallowed", "opted_out");

    /// A page that is looked into.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Body(byte[] bytes) implements Outcome.Held {}

    @Override
    public BodySink body(long ordinal, String url) {
        return goal(url).isWantedInParts() ? new Gathered() : BodySink.NONE;
    }

    private Goal goal(String url) {
        Goal goal = goals.get(url);
        if (goal == null) {
            throw new IllegalStateException("nobody asked for " + url);
        }
        return goal;
    }

    @Override
    public void accept(Outcome outcome) {
        Goal goal = goal(outcome.url());
        switch (outcome) {
            case Fetched fetched ->
                goal.found(
                        new Good(status(fetched.exchange()), fetched.exchange().redirects()), anchors(fetched));
            case Failed failed -> goal.found(verdict(failed), Optional.empty());
            case Skipped _ -> {} // it was stopped, and the goal says so by itself
        }
    }

    private static OptionalInt status(Exchange exchange) {
        return OptionalInt.of(exchange.status().code());
    }

    private static Verdict verdict(Failed failed) {
        if (UNWELCOME.contains(failed.kind())) {
            return new Excluded(failed.message());
        }
        return failed.answer()
                .map(answer ->
                        new Broken(status(answer), "status", answer.status().toString()))
                .orElseGet(() -> Broken.of(failed.kind(), failed.message()));
    }

    /// Nothing is known of the parts of a page that is no HTML, or was too large to be read as a whole.
    private static Optional<Set<String>> anchors(Fetched fetched) {
        Optional<String> type = fetched.exchange().headers().first("Content-Type");
        Optional<Body> body =
                fetched.body().isCut() ? Optional.empty() : fetched.body().held(Body.class);
        return type.filter(it -> HTML.matcher(it).matches())
                .flatMap(it -> body.map(page -> Async.toThread(() -> anchors(page, it))));
    }

    private static Set<String> anchors(Body body, String type) {
        var charset = CHARSET.matcher(type);
        try {
            return HtmlPage.of(new ByteArrayInputStream(body.bytes), charset.matches() ? charset.group(1) : null)
                    .anchors();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public Boundary boundary() {
        return Boundary.NONE;
    }

    @Override
    public void close() {}

    private static final class Gathered implements BodySink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(ByteBuffer chunk) {
            byte[] copy = new byte[chunk.remaining()];
            chunk.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public Stored finish(long length) {
            return Stored.holding(length, new Body(bytes.toByteArray()));
        }

        @Override
        public void abandon() {}
    }
}
