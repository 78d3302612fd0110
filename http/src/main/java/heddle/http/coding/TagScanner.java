package heddle.http.coding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Walks over HTML as far as the search for a `<meta>` needs it: comments, tags with their attributes, other markup
/// (HTML, 13.2.3.2). At the end of the text everything ends, also in the middle of a tag.
final class TagScanner {
    private static final String META = "<meta";

    private final String text;
    private int position;

    TagScanner(String text) {
        this.text = text;
    }

    boolean hasMore() {
        return position < text.length();
    }

    boolean isAtComment() {
        return text.startsWith("<!--", position);
    }

    boolean isAtMeta() {
        return text.regionMatches(true, position, META, 0, META.length()) && isSeparator(at(position + META.length()));
    }

    boolean isAtTag() {
        return at(position) == '<' && isLetter(at(position + 1) == '/' ? at(position + 2) : at(position + 1));
    }

    boolean isAtMarkup() {
        return at(position) == '<' && "!/?".indexOf(at(position + 1)) >= 0;
    }

    void skipByte() {
        position++;
    }

    /// To the end of the comment, whose dashes may be those of its start.
    void skipComment() {
        int end = text.indexOf("-->", position + 2);
        position = end < 0 ? text.length() : end + 2;
    }

    void skipMarkup() {
        int end = text.indexOf('>', position);
        position = end < 0 ? text.length() : end;
    }

    /// Over the tag to its `>`.
    void skipTag() {
        while (hasMore() && !isSpace(at(position)) && at(position) != '>') {
            position++;
        }
        attributes();
    }

    /// Over the `<meta` to its `>`. The first attribute of each name, names and values in lower case.
    Map<String, String> metaAttributes() {
        position += META.length();
        return attributes();
    }

    private Map<String, String> attributes() {
        var attributes = new HashMap<String, String>();
        while (hasMore()) {
            skip(TagScanner::isSeparator);
            if (at(position) == '>') {
                break;
            }
            String name = name();
            attributes.putIfAbsent(name, value());
        }
        return attributes;
    }

    private String name() {
        int start = position;
        while (hasMore() && !endsName(at(position), start)) {
            position++;
        }
        return text.substring(start, position).toLowerCase(Locale.ROOT);
    }

    /// An equals sign ends a name, but may begin one.
    private boolean endsName(char c, int start) {
        return isSeparator(c) || c == '>' || (c == '=' && position > start);
    }

    /// What follows the equals sign after a name; nothing when there is none.
    private String value() {
        skip(TagScanner::isSpace);
        if (at(position) != '=') {
            return "";
        }
        position++;
        skip(TagScanner::isSpace);
        char quote = at(position);
        int start = position;
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, ++start);
            position = end < 0 ? text.length() : end + 1;
            return text.substring(start, end < 0 ? start : end).toLowerCase(Locale.ROOT);
        }
        skip(c -> !isSpace(c) && c != '>');
        return text.substring(start, position).toLowerCase(Locale.ROOT);
    }

    private void skip(Characters characters) {
        while (hasMore() && characters.include(text.charAt(position))) {
            position++;
        }
    }

    private interface Characters {
        boolean include(char c);
    }

    /// The character there, or NUL past the end.
    private char at(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private static boolean isSeparator(char c) {
        return c == '/' || isSpace(c);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
