package heddle.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A media type, `text/html; charset=utf-8` say (RFC 9110, 8.3.1), parsed as browsers do (WHATWG MIME Sniffing,
/// 4.4): what makes no sense in a parameter is left out, and the rest counts.
///
/// Type, subtype and parameter names are in lower case; the first of several parameters of one name counts.
/// `parameters` keeps their order.
public record MediaType(String type, String subtype, Map<String, String> parameters) {
    /// Copies the parameters.
    public MediaType {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// The media type in the text of a Content-Type field; empty when it does not begin with a type and a subtype.
    public static Optional<MediaType> parse(String text) {
        return new MediaTypeParser(text).parse();
    }

    /// Type and subtype alone: `text/html`.
    public String essence() {
        return type + "/" + subtype;
    }

    /// The value of a parameter, by its name in any case.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The label of the encoding that the `charset` parameter names, as it is written.
    public Optional<String> charset() {
        return parameter("charset");
    }

    /// Whether this is HTML, in its own or in XML's syntax.
    public boolean isHtml() {
        return essence().equals("text/html") || essence().equals("application/xhtml+xml");
    }

    /// Whether this is XML of any kind (WHATWG MIME Sniffing, 4.6).
    public boolean isXml() {
        return subtype.endsWith("+xml")
                || essence().equals("text/xml")
                || essence().equals("application/xml");
    }

    /// The type as a header field writes it, with quotes around values that need them (WHATWG MIME Sniffing, 4.5).
    @Override
    public String toString() {
        var text = new StringBuilder(essence());
        parameters.forEach((name, value) -> {
            text.append(';').append(name).append('=');
            if (FieldSyntax.tokenFault(value) < 0) {
                text.append(value);
            } else {
                text.append('"')
                        .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        });
        return text.toString();
    }
}
