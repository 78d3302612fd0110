package heddle.url;

/// The schemes that the URL Standard treats specially, with their default ports; every other scheme is [#OTHER].
enum Scheme {
    HTTP("http", 80),
    HTTPS("https", 443),
    WS("ws", 80),
    WSS("wss", 443),
    FTP("ftp", 21),
    FILE("file", -1),
    OTHER("", -1);

    private static final Scheme[] SPECIAL = {HTTPS, HTTP, WSS, WS, FTP, FILE};

    private final String text;
    private final int defaultPort;

    Scheme(String text, int defaultPort) {
        this.text = text;
        this.defaultPort = defaultPort;
    }

    /// The scheme of this lower-case name.
    static Scheme of(CharSequence name) {
        for (Scheme scheme : SPECIAL) {
            if (scheme.text.contentEquals(name)) {
                return scheme;
            }
        }
        return OTHER;
    }

    boolean isSpecial() {
        return this != OTHER;
    }

    /// The port that need not be written, or -1.
    int defaultPort() {
        return defaultPort;
    }

    /// Whether a backslash or slash here separates as `/` does: special schemes take both.
    boolean isSlash(int c) {
        return c == '/' || (c == '\\' && isSpecial());
    }

    /// Whether a URL of this scheme has an origin that names its host.
    boolean hasTupleOrigin() {
        return switch (this) {
            case HTTP, HTTPS, WS, WSS, FTP -> true;
            case FILE, OTHER -> false;
        };
    }
}
