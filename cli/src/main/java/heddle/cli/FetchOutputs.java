package heddle.cli;

import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.output.HashAlgorithm;
import heddle.fetch.store.JobUpload;
import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a fetch keeps, as the command line has it.
///
/// @param upload where it goes from the output folder, if anywhere
record FetchOutputs(Outputs outputs, Optional<StoreAddress> upload) {
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
        outputs = arguments.has("--by-host") ? outputs.byHost() : outputs;
        return new FetchOutputs(outputs, StoreFlags.address(arguments)).checked(arguments);
    }

    private FetchOutputs checked(Arguments arguments) {
        if (upload.isPresent() && outputs.formats().contains(Format.FILES)) {
            throw new UsageException("--upload takes no -f files, a request a body; choose tar or warc");
        }
        if (upload.isPresent() && areNone() && !arguments.has("-o")) {
            throw new UsageException("--upload has nothing to upload with -f none alone; add -o DIR for the summary");
        }
        return this;
    }

    /// Refuses a store that a job cannot begin in, before anything in its folder is forgotten.
    void requireNewPlace(Path folder) throws StoreException {
        if (upload.isPresent()) {
            try (ObjectStore store = StoreFlags.open(upload.get())) {
                new JobUpload(store, folder).check(true);
            }
        }
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
        return areNone() ? "nothing kept" : folder + ", as " + chosen() + uploaded();
    }

    /// What makes it another job.
    List<Fact> facts() {
        return List.of(
                Fact.option("-f", areNone() ? NONE : chosen()),
                Fact.option("--hash", hashed()),
                Fact.option("--parquet-body", given(outputs.hasBodyColumn())),
                Fact.option("--by-host", given(outputs.isByHost())),
                Fact.option("--upload", upload.map(StoreAddress::place).orElse(NONE)));
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
        return (areNone() ? "summary" : "results") + " in " + job.path() + uploaded();
    }

    private String uploaded() {
        return upload.map(address -> " and " + address.place()).orElse("");
    }
}
