package heddle.cli;

import heddle.cli.check.Documents;
import heddle.cli.check.Exclusions;
import heddle.cli.check.Exclusions.Addresses;
import heddle.cli.check.KnownPages;
import heddle.cli.check.LinkCheck;
import heddle.cli.words.Arguments;
import heddle.cli.words.UsageException;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.OptionSpec;

/// Which links `check` looks at, and how far, as options of the command line. Names and meanings follow lychee.
final class CheckFlags {
    private static final String CACHE = "--cache";
    private static final String CACHE_AGE = "--max-cache-age";
    private static final String CACHE_FILE = "--cache-file";
    private static final String CACHE_NAME = ".heddlecache";
    private static final Duration CACHE_AGE_STANDARD = Duration.ofDays(1);

    private CheckFlags() {}

    static OptionSpec[] all() {
        return new OptionSpec[] {
            ContentFlags.accept("200..=299"),
            Flags.flag("Look for the parts that links name: #here in pages of HTML.", "--include-fragments"),
            Flags.texts("REGEX", "Pass over URLs in which this is found; may be given again.", "--exclude"),
            Flags.texts(
                    "REGEX",
                    "Look at URLs in which this is found, whatever --exclude says; without that, at no others.",
                    "--include"),
            Flags.texts("REGEX", "Pass over files in whose paths this is found; may be given again.", "--exclude-path"),
            Flags.flag("Pass over addresses of this machine.", "--exclude-loopback"),
            Flags.flag("Pass over addresses that are private, and those of this machine.", "--exclude-all-private"),
            Flags.text("URL", "Take the links of files as relative to this.", "--base-url"),
            Flags.path("FOLDER", "Look below this for what links of files name by /path.", "--root-dir"),
            Flags.flag("Remember good URLs, in .heddlecache, and do not ask for them again for a day.", CACHE),
            Flags.duration("Remember them for so long: 2d, 12h (default 1d).", CACHE_AGE),
            Flags.path("FILE", "Remember them in FILE, as --cache does.", CACHE_FILE),
        };
    }

    /// Where pages that were good are remembered, if they are.
    static Optional<Path> cache(Arguments arguments) {
        Optional<Path> named = arguments.path(CACHE_FILE);
        if (named.isEmpty() && !arguments.has(CACHE) && arguments.has(CACHE_AGE)) {
            throw new UsageException(CACHE_AGE + " says how long something is remembered: add " + CACHE);
        }
        return named.isEmpty() && arguments.has(CACHE) ? Optional.of(Path.of(CACHE_NAME)) : named;
    }

    /// The pages that are remembered by now.
    static KnownPages known(Arguments arguments) throws IOException {
        Optional<Path> cache = cache(arguments);
        Duration ageMax = arguments.value(CACHE_AGE, Duration.class).orElse(CACHE_AGE_STANDARD);
        return cache.isEmpty() ? KnownPages.none() : KnownPages.read(cache.get(), ageMax, Instant.now());
    }

    static LinkCheck.Rules rules(Arguments arguments) {
        return new LinkCheck.Rules(
                new Exclusions(
                        patterns(arguments, "--include"), patterns(arguments, "--exclude"), addresses(arguments)),
                new Documents(patterns(arguments, "--exclude-path")),
                baseUrl(arguments),
                arguments.path("--root-dir"),
                arguments.has("--include-fragments"));
    }

    private static Addresses addresses(Arguments arguments) {
        if (arguments.has("--exclude-all-private")) {
            return Addresses.PRIVATE;
        }
        return arguments.has("--exclude-loopback") ? Addresses.LOOPBACK : Addresses.NONE;
    }

    private static List<Pattern> patterns(Arguments arguments, String option) {
        try {
            return arguments.all(option).stream().map(Pattern::compile).toList();
        } catch (PatternSyntaxException e) {
            throw new UsageException(
                    option + ": '" + e.getPattern() + "' is no regular expression: " + e.getDescription());
        }
    }

    private static Optional<Url> baseUrl(Arguments arguments) {
        try {
            return arguments.text("--base-url").map(Url::parse);
        } catch (UrlParseException e) {
            throw new UsageException("--base-url: " + e.getMessage());
        }
    }
}
