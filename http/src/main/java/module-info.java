import org.jspecify.annotations.NullMarked;

/// The nouns of HTTP: methods, statuses, headers, media types, the exception tree. No I/O.
@NullMarked
module heddle.http {
    requires static transitive org.jspecify;
    requires transitive heddle.url;
    requires static com.aayushatharva.brotli4j;
    requires static com.github.luben.zstd_jni;

    exports heddle.http;
    exports heddle.http.cache;
    exports heddle.http.coding;
    exports heddle.http.cookie;
    exports heddle.http.event;
    exports heddle.http.multipart;
    exports heddle.http.retry;
    exports heddle.http.websocket;
}
