package heddle.fetch.output.line;

import java.util.Set;

/// What columns that are passed through are called in the outputs.
public final class CellNames {
    /// What an output has of its own.
    static final Set<String> TAKEN = Set.of(
            "url",
            "outcome",
            "http_code",
            "size_download",
            "sha256",
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

    /// The name for a column: its own, with `list_` before it if outputs have one of that name already.
    public static String of(String column) {
        return TAKEN.contains(column) ? PREFIX + column : column;
    }
}
