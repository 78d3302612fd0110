import org.jspecify.annotations.NullMarked;

/// The `heddle` command.
@NullMarked
module heddle.cli {
    requires static transitive org.jspecify;
    requires heddle.fetch;
    requires heddle.server;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.instrument;
    requires java.xml;
    requires jdk.attach;
    requires org.commonmark;
    requires org.commonmark.ext.autolink;
    requires org.jsoup;
    requires org.slf4j;
    requires org.tomlj;
}
