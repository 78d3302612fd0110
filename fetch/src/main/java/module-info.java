import org.jspecify.annotations.NullMarked;

/// The bulk engine: lists of URLs fetched politely, and the strategies that `heddle compare` sets side by side.
@NullMarked
module heddle.fetch {
    requires static transitive org.jspecify;
    requires transitive heddle.client;
    requires com.fasterxml.jackson.core;
    requires static com.github.luben.zstd_jni;
    requires HdrHistogram;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires jwarc;
    requires org.slf4j;

    exports heddle.fetch;
    exports heddle.fetch.account;
    exports heddle.fetch.format;
    exports heddle.fetch.job;
    exports heddle.fetch.list;
    exports heddle.fetch.measure;
    exports heddle.fetch.options;
    exports heddle.fetch.output;
}
