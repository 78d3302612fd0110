package heddle.s3;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/// What one request brings.
///
/// @param md5 of the body, as the field `Content-MD5` has it
record Part(RequestBody body, String md5) {
    private static final String TYPE = "application/octet-stream";

    /// These bytes, which are not copied.
    static Part of(byte[] bytes) {
        RequestBody body = RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes), bytes.length, TYPE);
        return new Part(body, Base64.getEncoder().encodeToString(md5(bytes)));
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5, which S3 asks for", e);
        }
    }
}
