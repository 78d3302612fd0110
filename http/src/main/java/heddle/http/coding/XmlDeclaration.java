package heddle.http.coding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The encoding in an XML declaration: `<?xml version="1.0" encoding="koi8-r"?>` (HTML, 13.2.3.2, "get an XML
/// encoding").
final class XmlDeclaration {
    /// The quoted label after the first `encoding`; blanks are all bytes up to the space.
    private static final Pattern ENCODING =
            Pattern.compile("encoding[\\x00-\\x20]*=[\\x00-\\x20]*(?:\"([^\"\\x00-\\x20]*)\"|'([^'\\x00-\\x20]*)')");

    private XmlDeclaration() {}

    /// The label, when the text begins with a declaration that names one.
    static Optional<String> label(String start) {
        int end = start.startsWith("<?xml") ? start.indexOf('>') : -1;
        int name = end < 0 ? -1 : start.indexOf("encoding");
        if (name < 0 || name > end) {
            return Optional.empty();
        }
        Matcher matcher = ENCODING.matcher(start).region(name, end);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
}
