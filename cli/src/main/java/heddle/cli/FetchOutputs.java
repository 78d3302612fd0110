package heddle.cli;

import heddle.cli.upload.UploadWords;
import heddle.cli.words.Arguments;
import heddle.cli.words.UsageException;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.output.HashAlgorithm;
import heddle.fetch.store.JobUpload;
import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/// What a fetch keeps, as the command line has it.
///
/// @param upload where it goes from the output folder, if anywhere
record FetchOutputs(Outputs outputs, Optional<StoreAddress> upload) {
    private static final String NONE = "none";
    private static final String UPLOAD = "--upload";
    private static final String ENDPOINT = "--s3-endpoint";
    private static final String REGION = "--s3-region";
    private static final String PATH_STYLE = "--s3-path-style";

    /// Where the outputs go when they are complete. None of these takes a secret.
    static OptionSpec[] uploadFlags() {
        return new OptionSpec[] {
            Flags.value(
                    StoreAddress.class,
                    UploadWords::place,
                    "s3://BUCKET/PREFIX",
                    "Move complete files of warc, parquet and tar there while it runs, and put all others there at the end.",
                    UPLOAD),
            Flags.value(
                    URI.class,
                    UploadWords::server,
                    "URL",
                    "The server of --upload, where that is not Amazon's: http or https, host and port.",
                    ENDPOINT),
            Flags.text("NAME", "The region of the bucket (default AWS_REGION, the profile's, or us-east-1).", REGION),
            Flags.flag("The bucket stands in the path, not in the name of the host.", PATH_STYLE),
        };
    }

    private static StoreAddress completed(StoreAddress place, Arguments arguments) {
        StoreAddress address =
                arguments.value(ENDPOINT, URI.class).map(place::endpoint).orElse(place);
        address = arguments.text(REGION).map(address::region).orElse(address);
        return arguments.has(PATH_STYLE) ? address.pathStyle() : address;
    }

    /// The store at this address.
    static ObjectStore open(StoreAddress address) throws StoreException {
        return UploadWords.open(address).orElseThrow(() -> new UsageException(UploadWords.missing(address)));
    }

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
        var upload = arguments.value(UPLOAD, StoreAddress.class).map(place -> completed(place, arguments));
        return new FetchOutputs(outputs, upload).checked(arguments);
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
            try (ObjectStore store = open(upload.get())) {
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
