package heddle.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Names with values, as queries of URLs and plain forms have them: `application/x-www-form-urlencoded` of the URL
/// Standard, section 5. Immutable, in order; a name may come several times.
///
///     Parameters.of("q", "tea & biscuits").and("page", "2").encoded() // q=tea+%26+biscuits&page=2
///
/// @param pairs all of them
public record Parameters(List<Pair> pairs) {
    private static final Parameters NONE = new Parameters(List.of());

    /// A name with its value, neither of them encoded.
    public record Pair(String name, String value) {}

    public Parameters {
        pairs = List.copyOf(pairs);
    }

    /// No pair.
    public static Parameters none() {
        return NONE;
    }

    /// One pair.
    public static Parameters of(String name, String value) {
        return NONE.and(name, value);
    }

    /// The pairs of a query, without its `?`, or of a form. Nothing is malformed: a name without `=` has the empty
    /// value, what is no escape stays as it is, and bytes that are no UTF-8 become U+FFFD.
    public static Parameters parse(String encoded) {
        var pairs = new ArrayList<Pair>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(new Pair(decoded(name), decoded(value)));
            }
        }
        return new Parameters(pairs);
    }

    private static String decoded(String text) {
        byte[] bytes = PercentEncoding.decodedBytes(text.replace('+', ' '));
        return new String(bytes, UTF_8);
    }

    /// With one more pair.
    public Parameters and(String name, String value) {
        var more = new ArrayList<>(pairs);
        more.add(new Pair(name, value));
        return new Parameters(more);
    }

    /// The first value of that name.
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /// All values of that name.
    public List<String> all(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .toList();
    }

    /// As they stand in a query or a form, in ASCII.
    public String encoded() {
        var out = new StringBuilder();
        for (Pair pair : pairs) {
            if (!out.isEmpty()) {
                out.append('&');
            }
            out.append(encoded(pair.name())).append('=').append(encoded(pair.value()));
        }
        return out.toString();
    }

    private static String encoded(String text) {
        var out = new StringBuilder();
        PercentEncoding.append(out, text, 0, text.length(), EncodeSet.FORM);
        return out.toString().replace("%20", "+");
    }
}
