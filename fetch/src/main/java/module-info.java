import org.jspecify.annotations.NullMarked;

/// The bulk engine: lists of URLs fetched politely, and the strategies that `heddle compare` sets side by side.
@NullMarked
module heddle.fetch {
    requires static transitive org.jspecify;
    requires transitive heddle.client;
    requires com.fasterxml.jackson.core;
    requires static com.github.luben.zstd_jni;
    requires static dev.hardwood.core;
    requires HdrHistogram;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires java.xml;
    requires org.xerial.sqlitejdbc;
    requires jwarc;
    requires org.slf4j;

    exports heddle.fetch;
    exports heddle.fetch.account;
    exports heddle.fetch.format;
    exports heddle.fetch.input;
    exports heddle.fetch.job;
    exports heddle.fetch.list;
    exports heddle.fetch.measure;
    exports heddle.fetch.options;
    exports heddle.fetch.output;
    exports heddle.fetch.plan;
    exports heddle.fetch.shard;
    exports heddle.fetch.sitemap;
    exports heddle.fetch.sitemap.walk;
    exports heddle.fetch.store;

    uses heddle.fetch.store.ObjectStoreProvider;
}
