import org.jspecify.annotations.NullMarked;

/// The WHATWG URL: parse, resolve, serialise, origin.
@NullMarked
module heddle.url {
    requires static transitive org.jspecify;

    exports heddle.url;
}
