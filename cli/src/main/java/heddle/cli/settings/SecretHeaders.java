package heddle.cli.settings;

import java.util.Locale;
import java.util.Set;

/// Header fields whose values say who somebody is.
final class SecretHeaders {
    private static final Set<String> NAMES =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "x-auth-token");

    private SecretHeaders() {}

    /// Whether the value of a field, as the command line has it, is not to be shown.
    static boolean has(String field) {
        return NAMES.contains(field.split(":", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
