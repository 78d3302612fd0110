package heddle.s3;

import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes clients of the SDK that servers other than Amazon's understand, too: no chunks of their own coding, and no
/// checksums but those that every server of S3 has known from the start.
final class S3Clients {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 6;

    private S3Clients() {}

    static S3Client of(StoreAddress address, S3Options options) throws StoreException {
        var connections = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_LIMIT)
                .socketTimeout(SILENCE_LIMIT);
        if (options.authorities().isPresent()) {
            TrustManager[] trust = Authorities.of(options.authorities().get());
            connections.tlsTrustManagersProvider(() -> trust);
        }
        var builder = S3Client.builder()
                .credentialsProvider(options.credentials())
                .region(region(address))
                .forcePathStyle(address.isPathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .httpClientBuilder(connections)
                .overrideConfiguration(calls -> calls.retryStrategy(retries -> retries.maxAttempts(ATTEMPTS)));
        address.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /// Where nothing says one it is that which servers without regions expect; Amazon's own say then which is right.
    private static Region region(StoreAddress address) {
        return address.region().map(Region::of).orElseGet(S3Clients::surroundingRegion);
    }

    private static Region surroundingRegion() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException noneSaid) {
            return Region.US_EAST_1;
        }
    }
}
