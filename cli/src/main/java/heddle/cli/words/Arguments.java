package heddle.cli.words;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ParseResult;

/// What the user told a command, by the name of the option.
///
/// @param parsed what picocli made of the command line
public record Arguments(ParseResult parsed) {
    public boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    public Optional<String> text(String option) {
        return Optional.ofNullable(parsed.<String>matchedOptionValue(option, null));
    }

    public Optional<Path> path(String option) {
        return Optional.ofNullable(parsed.<Path>matchedOptionValue(option, null));
    }

    public Optional<Duration> duration(String option) {
        return Optional.ofNullable(parsed.<Duration>matchedOptionValue(option, null));
    }

    public Optional<Long> size(String option) {
        return Optional.ofNullable(parsed.<Long>matchedOptionValue(option, null));
    }

    public Optional<Double> rate(String option) {
        return Optional.ofNullable(parsed.<Double>matchedOptionValue(option, null));
    }

    /// A value of some other type.
    public <T> Optional<T> value(String option, Class<T> type) {
        return Optional.ofNullable(type.cast(parsed.<Object>matchedOptionValue(option, null)));
    }

    /// A number of things that was given; it may be none.
    public int number(String option) {
        return parsed.<Integer>matchedOptionValue(option, 0);
    }

    /// A number of things; at least one.
    public OptionalInt count(String option) {
        Integer value = parsed.matchedOptionValue(option, null);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < 1) {
            throw new UsageException(option + " must be at least 1, not " + value);
        }
        return OptionalInt.of(value);
    }

    /// Every value of an option that may be given again, in order.
    public List<String> all(String option) {
        return parsed.matchedOptionValue(option, List.of());
    }

    /// The words that are no options, in order.
    public List<String> words() {
        return parsed.matchedPositionals().isEmpty()
                ? List.of()
                : parsed.matchedPositionals().getFirst().getValue();
    }
}
