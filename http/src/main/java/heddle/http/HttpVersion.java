package heddle.http;

import java.util.Optional;

/// A version of HTTP that Heddle knows (RFC 9110, 2.5).
public enum HttpVersion {
    /// HTTP/1.0 (RFC 1945): connections close after each response unless both sides say otherwise.
    HTTP_1_0("HTTP/1.0", "1.0"),
    /// HTTP/1.1 (RFC 9112).
    HTTP_1_1("HTTP/1.1", "1.1"),
    /// HTTP/2 (RFC 9113).
    HTTP_2("HTTP/2", "2");

    private final String text;
    private final String number;

    HttpVersion(String text, String number) {
        this.text = text;
        this.number = number;
    }

    /// The version that a start line names, `HTTP/1.1` say; empty for any other text, `HTTP/0.9` and `ICY` among
    /// them. The name is case-sensitive (RFC 9112, 2.3); `HTTP/2` and `HTTP/2.0` are the same.
    public static Optional<HttpVersion> parse(String text) {
        return switch (text) {
            case "HTTP/1.1" -> Optional.of(HTTP_1_1);
            case "HTTP/1.0" -> Optional.of(HTTP_1_0);
            case "HTTP/2", "HTTP/2.0" -> Optional.of(HTTP_2);
            default -> Optional.empty();
        };
    }

    /// The name as it stands in a start line: `HTTP/1.1`.
    public String text() {
        return text;
    }

    /// The number alone, as curl's `http_version` prints it: `1.0`, `1.1`, `2`.
    public String number() {
        return number;
    }

    @Override
    public String toString() {
        return text;
    }
}
