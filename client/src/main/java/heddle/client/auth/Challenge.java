package heddle.client.auth;

import heddle.http.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One way that a server names to say who one is: a member of `WWW-Authenticate` (RFC 9110, 11.6.1). Several may
/// stand in one field, with the same comma between them as between their parameters.
///
/// @param scheme in lower case
/// @param parameters by names in lower case, values without quotes and escapes; the first of a name counts
record Challenge(String scheme, Map<String, String> parameters) {
    /// Those of a response, in order; what cannot be read ends the field that it stands in.
    static List<Challenge> of(Headers headers) {
        var challenges = new ArrayList<Challenge>();
        for (String field : headers.all("WWW-Authenticate")) {
            challenges.addAll(new Reader(field).challenges());
        }
        return challenges;
    }

    /// The parameters of a field that has no scheme, as `Authentication-Info`.
    static Map<String, String> parameters(String field) {
        var reader = new Reader("x " + field);
        return reader.challenges().stream()
                .findFirst()
                .map(Challenge::parameters)
                .orElse(Map.of());
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// Goes through one field.
    private static final class Reader {
        private final String field;
        private int at;

        Reader(String field) {
            this.field = field;
        }

        List<Challenge> challenges() {
            var challenges = new ArrayList<Challenge>();
            Map<String, String> parameters = new LinkedHashMap<>();
            while (skip(" \t,") < field.length()) {
                String word = word();
                if (word.isEmpty()) {
                    break;
                }
                int afterWord = at;
                boolean isParameter = skip(" \t") < field.length() && field.charAt(at) == '=' && !isToken68();
                if (!isParameter) {
                    at = afterWord;
                    parameters = new LinkedHashMap<>();
                    challenges.add(new Challenge(word.toLowerCase(Locale.ROOT), parameters));
                    skipToken68();
                } else {
                    at++;
                    skip(" \t");
                    parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
                }
            }
            return challenges;
        }

        /// Whether the equals sign here fills up a token that ends here, and gives no value.
        private boolean isToken68() {
            int end = at;
            while (end < field.length() && field.charAt(end) == '=') {
                end++;
            }
            return end == field.length() || field.charAt(end) == ',';
        }

        /// What some schemes have instead of parameters, `Negotiate YIIK...==`: passed over.
        private void skipToken68() {
            int start = at;
            skip(" \t");
            String token = word("/+");
            int end = skip("=");
            boolean isToken =
                    at > start && !token.isEmpty() && (skip(" \t") == field.length() || field.charAt(at) == ',');
            at = isToken ? end : start;
        }

        private String value() {
            if (at >= field.length() || field.charAt(at) != '"') {
                return word("/+=:");
            }
            var value = new StringBuilder();
            for (at++; at < field.length() && field.charAt(at) != '"'; at++) {
                if (field.charAt(at) == '\\' && at + 1 < field.length()) {
                    at++;
                }
                value.append(field.charAt(at));
            }
            at++;
            return value.toString();
        }

        private String word() {
            return word("");
        }

        /// A token, or one that may have these marks, too.
        private String word(String marks) {
            int start = at;
            while (at < field.length() && isWord(field.charAt(at), marks)) {
                at++;
            }
            return field.substring(start, at);
        }

        private static boolean isWord(char c, String marks) {
            return c < 128
                    && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0 || marks.indexOf(c) >= 0);
        }

        private int skip(String blanks) {
            while (at < field.length() && blanks.indexOf(field.charAt(at)) >= 0) {
                at++;
            }
            return Math.min(at, field.length());
        }
    }
}
