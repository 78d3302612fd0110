package heddle.fetch.output.line;

import heddle.fetch.output.HashAlgorithm;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What columns that are passed through are called in the outputs.
public final class CellNames {
    /// What an output has of its own.
    static final Set<String> TAKEN = taken(
            "url",
            "outcome",
            "http_code",
            "size_download",
            "truncated",
            "file",
            "url_effective",
            "num_redirects",
            "num_retries",
            "remote_ip",
            "http_version",
            "content_type",
            "time_namelookup",
            "time_connect",
            "time_appconnect",
            "time_starttransfer",
            "time_total",
            "etag",
            "last_modified",
            "warc_date",
            "errormsg",
            "error_kind",
            "error_phase",
            "skip_reason",
            "body",
            "body_base64",
            "method",
            "headers");

    private static final String PREFIX = "list_";

    private CellNames() {}

    private static Set<String> taken(String... names) {
        return Stream.concat(Stream.of(names), Stream.of(HashAlgorithm.values()).map(HashAlgorithm::word))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The name for a column: its own, with `list_` before it if outputs have one of that name already.
    public static String of(String column) {
        return TAKEN.contains(column) ? PREFIX + column : column;
    }
}
