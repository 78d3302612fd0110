package heddle.cli;

import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.output.HashAlgorithm;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a fetch keeps, as the command line has it.
record FetchOutputs(Outputs outputs) {
    private static final String NONE = "none";

    static FetchOutputs of(Arguments arguments) {
        var outputs = Outputs.of(formats(arguments.all("-f")));
        var segmentBytes = arguments.size("--segment-size");
        if (segmentBytes.isPresent() && segmentBytes.get() < 1) {
            throw new UsageException("--segment-size must be at least 1");
        }
        outputs = segmentBytes.map(outputs::segmentBytes).orElse(outputs);
        outputs = outputs.hashes(ContentFlags.hashes(arguments));
        outputs = outputs.columns(InputFlags.columns(arguments).kept());
        outputs = arguments.has("--parquet-body") ? outputs.withBodyColumn() : outputs;
        return new FetchOutputs(arguments.has("--by-host") ? outputs.byHost() : outputs);
    }

    private static Set<Format> formats(List<String> words) {
        Set<Format> formats = EnumSet.noneOf(Format.class);
        for (String word : words.isEmpty() ? List.of(Format.JSONL.word()) : words) {
            if (!word.equals(NONE)) {
                formats.add(Format.named(word)
                        .orElseThrow(
                                () -> new UsageException("-f must be one of " + words() + ", not '" + word + "'")));
            }
        }
        return formats;
    }

    /// All that `-f` takes.
    static String words() {
        return Stream.concat(Stream.of(Format.values()).map(Format::word), Stream.of(NONE))
                .collect(Collectors.joining(", "));
    }

    /// Whether nothing is kept.
    boolean areNone() {
        return outputs.formats().isEmpty();
    }

    /// What would be kept in this folder.
    String in(Path folder) {
        return areNone() ? "nothing kept" : folder + ", as " + chosen();
    }

    /// What makes it another job.
    List<Fact> facts() {
        return List.of(
                Fact.option("-f", areNone() ? NONE : chosen()),
                Fact.option("--hash", hashed()),
                Fact.option("--parquet-body", given(outputs.hasBodyColumn())),
                Fact.option("--by-host", given(outputs.isByHost())));
    }

    private String chosen() {
        return Stream.of(Format.values())
                .filter(outputs.formats()::contains)
                .map(Format::word)
                .collect(Collectors.joining(", "));
    }

    private String hashed() {
        return outputs.hashes().isEmpty()
                ? NONE
                : outputs.hashes().stream().sorted().map(HashAlgorithm::word).collect(Collectors.joining(", "));
    }

    private static String given(boolean isGiven) {
        return isGiven ? "given" : "not given";
    }

    /// What the user finds where.
    String keptIn(JobFolder job) {
        return (areNone() ? "summary" : "results") + " in " + job.path();
    }
}
