package heddle.fetch.output.parquet;

import java.util.Locale;

/// The columns, each of them nullable. Their names and meanings are those of the members of `results.jsonl`.
enum Column implements Heading {
    URL(Type.TEXT),
    OUTCOME(Type.TEXT),
    HTTP_CODE(Type.INT),
    SIZE_DOWNLOAD(Type.LONG),
    SHA256(Type.TEXT),
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

    private final Type type;

    Column(Type type) {
        this.type = type;
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
