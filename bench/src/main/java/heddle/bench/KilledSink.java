package heddle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a job that is killed keeps, and how it is read back: for each outcome the members of its line as far as the
/// output has them, and `payload`, the digest of the body as it was kept.
enum KilledSink {
    JSONL(Outcomes.ALL, "") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return KilledLines.plain(out.resolve("results.jsonl"));
        }
    },
    FILES(Outcomes.ALL, "-f files --by-host") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return KilledLines.withBodies(out);
        }
    },
    JSONL_GZ(Outcomes.ALL, "-f jsonl.gz") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return KilledLines.gzip(out.resolve("results.jsonl.gz"));
        }
    },
    JSONL_ZST(Outcomes.ALL, "-f jsonl.zst") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return KilledLines.zstd(out.resolve("results.jsonl.zst"));
        }
    },
    WARC(Outcomes.FETCHED, "-f warc --segment-size 64k") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return KilledArchive.read(out.resolve("warc"));
        }
    },
    PARQUET(Outcomes.ALL, "-f parquet --parquet-body --segment-size 128k") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return KilledRows.read(out.resolve("parquet"));
        }
    },
    TAR(Outcomes.FETCHED, "-f tar --segment-size 256k") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return KilledTars.read(out.resolve("tar"));
        }
    },
    /// With bodies and segments so large that each segment is uploaded in parts.
    LARGE_TAR(Outcomes.FETCHED, "-f tar --segment-size 10m") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return TAR.read(out);
        }

        @Override
        int bodyBytes() {
            return 3_000;
        }
    },
    /// All of them at once; the archive is read.
    EVERYTHING(Outcomes.FETCHED, "-f warc -f parquet -f tar -f files -f jsonl.zst -f jsonl.gz --segment-size 128k") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return WARC.read(out);
        }

        @Override
        List<KilledSink> parts() {
            return List.of(FILES, JSONL_GZ, JSONL_ZST, WARC, PARQUET, TAR);
        }
    },
    /// A job that keeps nothing but its memory.
    NONE(Outcomes.NONE, "-f none"),
    /// As [#JSONL], from a list that is piped.
    SPOOLED(Outcomes.ALL, "") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return JSONL.read(out);
        }
    },
    /// As [#JSONL], from a compressed table that is piped.
    TABLE(Outcomes.ALL, "--url-column link --column n --dedupe") {
        @Override
        List<Map<String, String>> read(Path out) throws IOException {
            return JSONL.read(out);
        }
    };

    /// Which outcomes it has.
    enum Outcomes {
        ALL,
        FETCHED,
        NONE
    }

    private final Outcomes outcomes;
    private final String flags;

    KilledSink(Outcomes outcomes, String flags) {
        this.outcomes = outcomes;
        this.flags = flags;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    List<String> flags() {
        return flags.isEmpty() ? List.of() : List.of(flags.split(" "));
    }

    /// Whether there are final files that are made of others in one go.
    boolean isMadeInOneGo() {
        return flags.contains("-f parquet");
    }

    /// Which of `sha256` and `payload` every response has.
    Set<String> digests() {
        return switch (this) {
            case JSONL, JSONL_GZ, JSONL_ZST, SPOOLED, TABLE, PARQUET -> Set.of("sha256");
            case WARC -> Set.of("payload");
            case FILES, TAR, LARGE_TAR -> Set.of("sha256", "payload");
            case EVERYTHING, NONE -> Set.of();
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What its outputs have.
    List<Map<String, String>> read(Path out) throws IOException {
        return List.of();
    }

    /// The least that a body has, unless it is empty; others have up to a dozen times that.
    int bodyBytes() {
        return 100;
    }

    /// The sinks whose outputs are all there.
    List<KilledSink> parts() {
        return List.of(this);
    }
}
