package heddle.client.auth;

/// Goes through the words of a netrc file: with blanks between, in quotes where they have some, comments left out.
final class NetrcWords {
    private final String text;
    private int at;

    NetrcWords(String text) {
        this.text = text;
    }

    /// The next word; empty at the end.
    String next() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /// The next word, which must be there; `of` says what for.
    String value(String of) {
        int line = line();
        String value = next();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("line %d has nothing after %s".formatted(line, of));
        }
        return value;
    }

    /// A macro ends with an empty line.
    void skipMacro() {
        int end = text.indexOf("\n\n", at);
        at = end < 0 ? text.length() : end;
    }

    /// The line of the last word, from 1.
    int line() {
        return 1
                + (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private void skipBlanks() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
            if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                at++;
            }
        }
    }

    private String quoted() {
        var word = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            word.append(text.charAt(at));
        }
        at++;
        return word.toString();
    }
}
