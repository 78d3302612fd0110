import org.jspecify.annotations.NullMarked;

/// The bulk engine: lists of URLs fetched politely, and the strategies that `heddle compare` sets side by side.
@NullMarked
module heddle.fetch {
    requires static transitive org.jspecify;
    requires transitive heddle.client;
    requires com.fasterxml.jackson.core;
    requires HdrHistogram;
    requires java.net.http;
    requires org.slf4j;
}
