import org.jspecify.annotations.NullMarked;

/// The HTTP client.
///
/// `heddle.client` has the doors, `heddle.client.options` the values they take, and the hidden `heddle.client.wire`
/// what sees Netty.
@NullMarked
module heddle.client {
    requires static transitive org.jspecify;
    requires transitive heddle.async;
    requires transitive heddle.http;
    requires transitive heddle.net;
    requires transitive heddle.websocket;
    requires transitive heddle.url;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires org.slf4j;
    requires static com.fasterxml.jackson.databind;
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.context;
    requires static micrometer.core;

    exports heddle.client;
    exports heddle.client.auth;
    exports heddle.client.body;
    exports heddle.client.cache;
    exports heddle.client.download;
    exports heddle.client.events;
    exports heddle.client.har;
    exports heddle.client.jackson;
    exports heddle.client.json;
    exports heddle.client.micrometer;
    exports heddle.client.middleware;
    exports heddle.client.opentelemetry;
    exports heddle.client.options;
    exports heddle.client.proxy;
    exports heddle.client.tap;
    exports heddle.client.trace;
}
