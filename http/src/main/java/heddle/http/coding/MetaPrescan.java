package heddle.http.coding;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks for a `<meta>` that names the encoding in the first bytes of HTML (HTML, 13.2.3.2, "prescan a byte stream
/// to determine its encoding"). The bytes come as a text of ISO-8859-1, a character a byte.
final class MetaPrescan {
    /// The first `charset=` in a `content` attribute with its label, of which there may be none (HTML, 2.6.5,
    /// "extracting a character encoding from a meta element").
    private static final Pattern CONTENT_CHARSET = Pattern.compile(
            "charset[\\t\\n\\f\\r ]*=[\\t\\n\\f\\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\"'\\t\\n\\f\\r ;][^\\t\\n\\f\\r ;]*)|)");

    private final TagScanner scanner;

    MetaPrescan(String text) {
        this.scanner = new TagScanner(text);
    }

    /// The encoding that the first `<meta>` with a known label names.
    Optional<Charset> charset() {
        while (scanner.hasMore()) {
            if (scanner.isAtComment()) {
                scanner.skipComment();
            } else if (scanner.isAtMeta()) {
                Optional<Charset> charset = label(scanner.metaAttributes()).flatMap(EncodingLabels::declared);
                if (scanner.hasMore() && charset.isPresent()) {
                    return charset;
                }
            } else if (scanner.isAtTag()) {
                scanner.skipTag();
            } else if (scanner.isAtMarkup()) {
                scanner.skipMarkup();
            }
            scanner.skipByte();
        }
        return Optional.empty();
    }

    /// What the attributes of one `<meta>` say: `charset`, or `content` where `http-equiv` makes it a Content-Type.
    private static Optional<String> label(Map<String, String> attributes) {
        if (attributes.containsKey("charset")) {
            return Optional.of(attributes.get("charset"));
        }
        boolean isContentType = "content-type".equals(attributes.get("http-equiv"));
        return isContentType ? contentLabel(attributes.getOrDefault("content", "")) : Optional.empty();
    }

    private static Optional<String> contentLabel(String content) {
        Matcher matcher = CONTENT_CHARSET.matcher(content);
        return matcher.find()
                ? Stream.of(1, 2, 3)
                        .map(matcher::group)
                        .filter(label -> label != null)
                        .findFirst()
                : Optional.empty();
    }
}
