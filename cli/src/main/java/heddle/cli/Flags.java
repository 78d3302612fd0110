package heddle.cli;

import heddle.cli.progress.ProgressMode;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords.Group;
import heddle.cli.words.UsageException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/// The kinds of option there are, and those that several commands share. Names and meanings follow curl.
final class Flags {
    private static final Pattern DURATION = Pattern.compile("([0-9]*\\.?[0-9]+)(ms|s|m|h|d|)");
    private static final Pattern SIZE = Pattern.compile("([0-9]+)([kmg]?)");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)/?(s|m|h|)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1000L, "", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Integer> SHIFT = Map.of("", 0, "k", 10, "m", 20, "g", 30);

    static final String CONFIG = "--config";
    static final String PRINT_CONFIG = "--print-config";

    private Flags() {}

    /// An option that is there or not.
    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names[0], rest(names))
                .description(description)
                .arity("0")
                .type(boolean.class)
                .build();
    }

    /// An option with one text.
    static OptionSpec text(String label, String description, String... names) {
        return value(label, description, names).type(String.class).build();
    }

    /// An option with one text that may be given again.
    static OptionSpec texts(String label, String description, String... names) {
        return value(label, description, names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build();
    }

    /// An option with a file or folder.
    static OptionSpec path(String label, String description, String... names) {
        return value(label, description, names).type(Path.class).build();
    }

    /// An option with a whole number.
    static OptionSpec count(String description, String... names) {
        return value("N", description, names)
                .type(Integer.class)
                .converters((ITypeConverter<Integer>) Flags::count)
                .build();
    }

    private static Integer count(String text) {
        if (!text.matches("-?[0-9]{1,9}")) {
            throw new TypeConversionException("'" + text + "' is not a whole number below a billion");
        }
        return Integer.valueOf(text);
    }

    /// An option with a whole number, or 0.
    static OptionSpec countOrNone(String description, String... names) {
        return value("N", description, names)
                .type(Integer.class)
                .converters((ITypeConverter<Integer>) Flags::countOrNone)
                .build();
    }

    private static Integer countOrNone(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new TypeConversionException("'" + text + "' is not a number; write 0 or more");
        }
        return Integer.valueOf(text);
    }

    /// An option with a number of things in a time: `500/s`, `2/m`, `0.5`.
    static OptionSpec rate(String description, String... names) {
        return value("N/s", description, names)
                .type(Double.class)
                .converters((ITypeConverter<Double>) Flags::perSecond)
                .build();
    }

    static double perSecond(String text) {
        Matcher match = RATE.matcher(text);
        double rate = match.matches() ? Double.parseDouble(match.group(1)) : 0;
        if (rate <= 0) {
            throw new TypeConversionException("'" + text + "' is not a rate; write 500/s, 30/m or 0.5");
        }
        return rate * 1000 / MILLIS.getOrDefault(match.group(2), 1000L);
    }

    /// An option with a time: `2`, `0.5`, `250ms`, `2m`.
    static OptionSpec duration(String description, String... names) {
        return value("SECONDS", description, names)
                .type(Duration.class)
                .converters((ITypeConverter<Duration>) Flags::duration)
                .build();
    }

    /// An option with a time, or with none at all: `0`.
    static OptionSpec durationOrNone(String description, String... names) {
        return value("SECONDS", description, names)
                .type(Duration.class)
                .converters((ITypeConverter<Duration>) text -> text.matches("0+") ? Duration.ZERO : duration(text))
                .build();
    }

    /// An option with a number of bytes: `4096`, `10M`.
    static OptionSpec size(String description, String... names) {
        return value("BYTES", description, names)
                .type(Long.class)
                .converters((ITypeConverter<Long>) Flags::size)
                .build();
    }

    /// An option with a value of some other type.
    static <T> OptionSpec value(
            Class<T> type, ITypeConverter<T> converter, String label, String description, String... names) {
        return value(label, description, names).type(type).converters(converter).build();
    }

    private static OptionSpec.Builder value(String label, String description, String... names) {
        return OptionSpec.builder(names[0], rest(names))
                .paramLabel(label)
                .description(description)
                .arity("1");
    }

    private static String[] rest(String... names) {
        return List.of(names).subList(1, names.length).toArray(String[]::new);
    }

    /// The words that are no options.
    static PositionalParamSpec words(String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity(arity)
                .index("0..*")
                .hideParamSyntax(true)
                .description(description)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build();
    }

    /// Where else a command may be told what to do.
    static Group settings() {
        return Group.of(
                "Settings",
                path("FILE", "Take settings from FILE, too (TOML); or from what HEDDLE_CONFIG names.", CONFIG),
                flag("Print what would be gone by, and from where it comes, and end.", PRINT_CONFIG));
    }

    static OptionSpec insecure() {
        return flag("Accept any certificate.", "-k", "--insecure");
    }

    static OptionSpec headers() {
        return texts("'NAME: VALUE'", "Add a request header; may be given again.", "-H", "--header");
    }

    static OptionSpec userAgent() {
        return text("NAME", "Say this User-Agent.", "-A", "--user-agent");
    }

    static OptionSpec maxTime() {
        return duration("Limit one URL, redirects included: 2, 0.5, 250ms, 2m.", "-m", "--max-time");
    }

    static OptionSpec connectTimeout() {
        return duration("Limit connecting, name lookup and TLS included.", "--connect-timeout");
    }

    static OptionSpec maxFilesize() {
        return size("Refuse a body above this: 4096, 10M.", "--max-filesize");
    }

    static OptionSpec inputFile() {
        return path("FILE", "Read URLs from FILE, one a line; - is standard input.", "-i", "--input-file");
    }

    static OptionSpec progress() {
        return text("HOW", "Show progress: auto, plain (a line every 10 s), json or none.", "--progress");
    }

    static OptionSpec noProgress() {
        return flag("The same as --progress=none.", "--no-progress");
    }

    /// How progress is to be shown, unless none is wanted at all.
    static ProgressMode progress(Arguments arguments) {
        boolean isUnwanted = arguments.has("-q") || arguments.has("--no-progress");
        return isUnwanted ? ProgressMode.NONE : choice(arguments, "--progress", ProgressMode.AUTO);
    }

    static OptionSpec color() {
        return text("WHEN", "Colour for people: auto (default), always or never.", "--color");
    }

    /// The constant that a word of the command line names, in lower case.
    static <T extends Enum<T>> T choice(Arguments arguments, String option, T standard) {
        var word = arguments.text(option);
        if (word.isEmpty()) {
            return standard;
        }
        var choices = standard.getDeclaringClass().getEnumConstants();
        for (T choice : choices) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(word.get())) {
                return choice;
            }
        }
        throw new UsageException("%s must be one of %s, not '%s'"
                .formatted(
                        option,
                        Stream.of(choices)
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                        word.get()));
    }

    static Duration duration(String text) {
        Matcher match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new TypeConversionException("'" + text + "' is not a time; write 2, 0.5, 250ms, 2m or 1d");
        }
        var millis =
                new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(MILLIS.getOrDefault(match.group(2), 1L)));
        var limit = Duration.ofDays(365);
        if (millis.signum() == 0 || millis.compareTo(BigDecimal.valueOf(limit.toMillis())) > 0) {
            throw new TypeConversionException("'" + text + "' is not between 0 and a year");
        }
        return Duration.ofNanos(millis.movePointRight(6).longValue());
    }

    static long size(String text) {
        Matcher match = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!match.matches() || match.group(1).length() > 10) {
            throw new TypeConversionException("'" + text + "' is not a size; write 4096, 64k, 10M or 1G");
        }
        return Long.parseLong(match.group(1)) << SHIFT.getOrDefault(match.group(2), 0);
    }
}
