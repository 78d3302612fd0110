package heddle.fetch.format;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A way of keeping what was fetched.
public enum Format {
    /// A line of JSON an outcome, in `results.jsonl`.
    JSONL("jsonl"),
    /// The same in members of gzip, in `results.jsonl.gz`.
    JSONL_GZ("jsonl.gz"),
    /// The same in frames of zstd, in `results.jsonl.zst`.
    JSONL_ZST("jsonl.zst"),
    /// Every body in a file of its own below `bodies`; with the lines of [#JSONL] when no other format has them.
    FILES("files"),
    /// Requests and responses as they went over the wire, in segments of WARC 1.1 below `warc`.
    WARC("warc"),
    /// A row an outcome, with typed columns, in Parquet files below `parquet`.
    PARQUET("parquet"),
    /// Bodies and their lines as WebDataset reads them, in segments of tar below `tar`.
    TAR("tar");

    /// Those that are lines of all outcomes.
    static final Set<Format> LINES = Set.of(JSONL, JSONL_GZ, JSONL_ZST);

    /// Those that tell the digest of a body.
    static final Set<Format> DIGESTED = Set.of(JSONL, JSONL_GZ, JSONL_ZST, FILES, PARQUET, TAR);

    /// Those that need zstd-jni.
    static final Set<Format> IN_ZSTD = Set.of(JSONL_ZST, PARQUET);

    private final String word;

    Format(String word) {
        this.word = word;
    }

    /// The stable word for it, as `-f` takes it.
    public String word() {
        return word;
    }

    /// The format that this word is for.
    public static Optional<Format> named(String word) {
        return Stream.of(values()).filter(format -> format.word.equals(word)).findFirst();
    }
}
