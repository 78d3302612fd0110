package heddle.fetch.output.parquet;

import heddle.fetch.output.HashAlgorithm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The columns, each of them nullable. Their names and meanings are those of the members of `results.jsonl`.
enum Column implements Heading {
    URL(Type.TEXT),
    OUTCOME(Type.TEXT),
    HTTP_CODE(Type.INT),
    SIZE_DOWNLOAD(Type.LONG),
    TRUNCATED(Type.TEXT),
    MD5(Type.TEXT),
    SHA1(Type.TEXT),
    SHA224(Type.TEXT),
    SHA256(Type.TEXT),
    SHA384(Type.TEXT),
    SHA512(Type.TEXT),
    SHA3_256(Type.TEXT),
    SHA3_384(Type.TEXT),
    SHA3_512(Type.TEXT),
    FILE(Type.TEXT),
    URL_EFFECTIVE(Type.TEXT),
    NUM_REDIRECTS(Type.INT),
    REMOTE_IP(Type.TEXT),
    HTTP_VERSION(Type.TEXT),
    CONTENT_TYPE(Type.TEXT),
    TIME_NAMELOOKUP(Type.DOUBLE),
    TIME_CONNECT(Type.DOUBLE),
    TIME_APPCONNECT(Type.DOUBLE),
    TIME_STARTTRANSFER(Type.DOUBLE),
    TIME_TOTAL(Type.DOUBLE),
    ETAG(Type.TEXT),
    LAST_MODIFIED(Type.TEXT),
    WARC_DATE(Type.TEXT),
    ERRORMSG(Type.TEXT),
    ERROR_KIND(Type.TEXT),
    ERROR_PHASE(Type.TEXT),
    SKIP_REASON(Type.TEXT),
    BODY(Type.BYTES);

    /// A type, with its number in Parquet's format.
    enum Type {
        INT(1),
        LONG(2),
        DOUBLE(5),
        TEXT(6),
        BYTES(6);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    private static final Set<Column> HASHES = Arrays.stream(HashAlgorithm.values())
            .map(Column::of)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Column.class)));

    private final Type type;

    Column(Type type) {
        this.type = type;
    }

    /// That of the digests that were made so.
    static Column of(HashAlgorithm algorithm) {
        return valueOf(algorithm.name());
    }

    /// Whether it is there when bodies are digested by these.
    boolean isAmong(Set<HashAlgorithm> hashes) {
        return !HASHES.contains(this) || hashes.contains(HashAlgorithm.valueOf(name()));
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
