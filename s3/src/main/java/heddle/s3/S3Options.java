package heddle.s3;

import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/// How a store is spoken to.
///
/// @param credentials  of whoever this is
/// @param authorities  a file of certificates (PEM) that servers are trusted by, and by no others; without it those
///                     of the JDK
/// @param partBytesMin what is longer is put in parts, none of which but the last is shorter
/// @param limits       of calls
record S3Options(AwsCredentialsProvider credentials, Optional<Path> authorities, int partBytesMin, CallLimits limits) {
    private static final int PART_BYTES = 8 << 20;

    static S3Options of(AwsCredentialsProvider credentials) {
        return new S3Options(credentials, Optional.empty(), PART_BYTES, CallLimits.DEFAULT);
    }

    S3Options authorities(Path file) {
        return new S3Options(credentials, Optional.of(file), partBytesMin, limits);
    }

    S3Options partBytesMin(int bytes) {
        return new S3Options(credentials, authorities, bytes, limits);
    }

    S3Options limits(CallLimits others) {
        return new S3Options(credentials, authorities, partBytesMin, others);
    }
}
