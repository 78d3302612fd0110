package heddle.cli;

import heddle.cli.words.Arguments;
import heddle.cli.words.UsageException;
import heddle.fetch.FetchOptions;
import heddle.fetch.job.Fact;
import heddle.fetch.options.ContentRules;
import heddle.fetch.options.MediaTypes;
import heddle.fetch.options.Statuses;
import heddle.fetch.output.HashAlgorithm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/// Which responses `fetch` wants, and what of them, as options of the command line.
final class ContentFlags {
    private static final String NO_HASH = "none";

    /// What becomes of a body above `--max-filesize`.
    private enum Oversize {
        FAIL,
        TRUNCATE
    }

    private ContentFlags() {}

    static OptionSpec accept(String standard) {
        return Flags.text(
                "STATUS,...",
                "The statuses that will do: 404, 200..=299, 500.. (default " + standard + ").",
                "--accept");
    }

    static OptionSpec[] all() {
        return new OptionSpec[] {
            accept("any"),
            Flags.text(
                    "TYPE,...",
                    "Bodies of these types alone: text/html, image/*, or all but these: !video/*.",
                    "--filter-mime-type"),
            Flags.size("Refuse a body below this, after decoding: 4096, 10M.", "--min-filesize"),
            Flags.path("DIR", "Only what has changed since the fetch whose output folder this is.", "--since"),
            Flags.text(
                    "HOW",
                    "A body above --max-filesize: fail (default), or truncate: keep what is below.",
                    "--oversize"),
        };
    }

    static OptionSpec hash() {
        return Flags.text(
                "NAME,...", "Digest bodies by these: %s, or none (default sha256).".formatted(hashWords()), "--hash");
    }

    /// What the command line says of the statuses that will do.
    static Optional<Statuses> accepted(Arguments arguments) {
        return parsed(arguments, "--accept", Statuses::parse);
    }

    private static <T> Optional<T> parsed(Arguments arguments, String option, Function<String, T> parse) {
        try {
            return arguments.text(option).map(parse);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    static FetchOptions apply(Arguments arguments, FetchOptions options) {
        var some = options.content(none -> rules(arguments, none));
        if (Flags.choice(arguments, "--oversize", Oversize.FAIL) == Oversize.FAIL) {
            return some;
        }
        long max = arguments
                .size("--max-filesize")
                .filter(size -> size > 0)
                .orElseThrow(() -> new UsageException("--oversize=truncate needs a --max-filesize"));
        return some.content(rules -> rules.cutAfter(max))
                .session(session -> session.limits(limits -> limits.bodyBytesMax(Long.MAX_VALUE)));
    }

    private static ContentRules rules(Arguments arguments, ContentRules none) {
        var statuses = accepted(arguments);
        var rules = statuses.isPresent() ? none.statuses(statuses.get()) : none;
        var types = parsed(arguments, "--filter-mime-type", MediaTypes::parse);
        rules = types.isPresent() ? rules.types(types.get()) : rules;
        var least = arguments.size("--min-filesize").filter(size -> size > 0);
        return least.isPresent() ? rules.bytesMin(least.get()) : rules;
    }

    private static String hashWords() {
        return Stream.of(HashAlgorithm.values()).map(HashAlgorithm::word).collect(Collectors.joining(", "));
    }

    /// By what bodies are digested.
    static Set<HashAlgorithm> hashes(Arguments arguments) {
        Set<HashAlgorithm> hashes = EnumSet.noneOf(HashAlgorithm.class);
        String words = arguments.text("--hash").orElse(HashAlgorithm.SHA256.word());
        if (!words.equals(NO_HASH)) {
            Arrays.stream(words.split(",", -1))
                    .forEach(word -> hashes.add(HashAlgorithm.named(word.strip())
                            .orElseThrow(() -> new UsageException("--hash: there is no '" + word + "'; choose of "
                                    + hashWords() + ", or " + NO_HASH))));
        }
        return hashes;
    }

    /// What makes it another job.
    static List<Fact> facts(Arguments arguments) {
        return List.of(
                Fact.option(
                        "--accept", accepted(arguments).map(Statuses::toString).orElse("any")),
                Fact.option(
                        "--filter-mime-type",
                        arguments.text("--filter-mime-type").orElse("any")),
                Fact.option(
                        "--min-filesize",
                        arguments
                                .size("--min-filesize")
                                .map(size -> size + " bytes")
                                .orElse("none")),
                Fact.option(
                        "--since", arguments.path("--since").map(Path::toString).orElse("none")),
                Fact.option("--oversize", arguments.text("--oversize").orElse("fail")));
    }
}
