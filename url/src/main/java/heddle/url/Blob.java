package heddle.url;

/// The origin of a `blob:` URL is that of the URL in its path (URL Standard, section 4.7).
final class Blob {
    private Blob() {}

    static String origin(Url url) {
        if (!url.scheme().equals("blob")) {
            return "null";
        }
        try {
            Url inner = Url.parse(url.path());
            return inner.isHttp() ? inner.origin() : "null";
        } catch (UrlParseException _) {
            return "null";
        }
    }
}
