import org.jspecify.annotations.NullMarked;

/// The nouns of HTTP: methods, statuses, headers, media types, the exception tree. No I/O.
@NullMarked
module heddle.http {
    requires static transitive org.jspecify;
    requires transitive heddle.url;

    exports heddle.http;
    exports heddle.http.coding;
    exports heddle.http.cookie;
}
