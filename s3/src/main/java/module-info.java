import heddle.s3.S3StoreProvider;
import org.jspecify.annotations.NullMarked;

/// Amazon S3 and what speaks like it, as a store for the files of a fetch. Nothing depends on this module: it is found
/// as a service where it is there.
@NullMarked
module heddle.s3 {
    requires static transitive org.jspecify;
    requires heddle.fetch;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries.api;
    requires software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.utils;

    provides heddle.fetch.store.ObjectStoreProvider with
            S3StoreProvider;
}
