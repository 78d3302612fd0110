package heddle.s3;

import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// What the failures of S3 mean, and what to do about them.
record S3Failures(StoreAddress address) {
    private static final int MOVED = 301;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final String REGION = "x-amz-bucket-region";

    static StoreException noCredentials(StoreAddress address, SdkException cause) {
        return new StoreException(
                address.place() + " needs credentials, and there are none: set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile of ~/.aws/credentials",
                cause);
    }

    /// @param done what could not be done there
    StoreException of(String done, SdkException failure) {
        String why = failure instanceof AwsServiceException told ? why(told) : why(failure);
        return new StoreException("%s cannot be %s: %s".formatted(where(), done, why), failure);
    }

    private String where() {
        return address.place()
                + address.endpoint().map(server -> " at " + server).orElse("");
    }

    private String why(AwsServiceException told) {
        AwsErrorDetails details = told.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        return switch (code) {
            case "NoSuchBucket" ->
                "there is no bucket '" + address.bucket() + "'; make it, or correct --upload (or --s3-endpoint)";
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "InvalidToken",
                    "ExpiredToken",
                    "TokenRefreshRequired" ->
                "the server refuses the credentials (" + code + "); see AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,"
                        + " AWS_SESSION_TOKEN and AWS_PROFILE";
            case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" ->
                "the server says that this machine's clock is wrong (" + code + "); set it";
            case "AccessDenied", "AllAccessDisabled", "AccountProblem" ->
                "access is denied (" + code + "); uploading needs s3:ListBucket, s3:GetObject, s3:PutObject and"
                        + " s3:AbortMultipartUpload";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                region(told);
            default -> other(told, code);
        };
    }

    private String other(AwsServiceException told, String code) {
        return switch (told.statusCode()) {
            case MOVED -> region(told);
            case FORBIDDEN -> "access is denied (403 " + code + ")";
            case NOT_FOUND -> "there is no such thing (404 " + code + "); is this a server of S3?";
            default ->
                "the server answered %d %s %s"
                        .formatted(told.statusCode(), code, message(told))
                        .strip();
        };
    }

    private static String message(AwsServiceException told) {
        AwsErrorDetails details = told.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }

    private static String region(AwsServiceException told) {
        AwsErrorDetails details = told.awsErrorDetails();
        String right = details == null || details.sdkHttpResponse() == null
                ? ""
                : details.sdkHttpResponse().firstMatchingHeader(REGION).orElse("");
        return "the bucket is in another region" + (right.isEmpty() ? "" : ", " + right)
                + "; say which by --s3-region or AWS_REGION";
    }

    private static String why(SdkException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectException refused -> {
                    return "no connection (" + refused.getMessage() + "); is the server running there?";
                }
                case UnknownHostException unknown -> {
                    return "there is no host " + unknown.getMessage()
                            + "; correct --s3-endpoint, or add --s3-path-style where buckets have no hosts of their own";
                }
                case ApiCallTimeoutException _, SocketTimeoutException _ -> {
                    return "no answer came in time; is it a server of S3, and not too busy?";
                }
                case CertificateException distrusted -> {
                    return "its certificate does not hold (" + distrusted.getMessage()
                            + "); where its authority is none of the JDK's, name a file with that (PEM) by "
                            + Authorities.VARIABLE;
                }
                case SSLException tls
                when !(tls.getCause() instanceof CertificateException) -> {
                    return "TLS failed (" + tls.getMessage() + "); does the server speak TLS there?";
                }
                default -> {}
            }
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
