package heddle.s3;

import static heddle.s3.CallLimits.within;

import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import heddle.fetch.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A prefix in a bucket. Files of more than one part are put by a multipart upload: S3 shows an object when the last
/// part is there and the upload has been completed, and never a part of it.
///
/// Each request brings the MD5 of its body, which the server checks; the object keeps the SHA-256 of the whole as
/// `x-amz-meta-sha256`.
final class S3Store implements ObjectStore {
    /// What an upload may have.
    private static final int PARTS_MAX = 10_000;

    private static final int NOT_FOUND = 404;
    private static final String DIGEST = "sha256";
    private static final String PROBE = "heddle-probe";

    private final StoreAddress address;
    private final S3Client client;
    private final S3Failures failures;
    private final int partBytesMin;
    private final CallLimits limits;

    private S3Store(StoreAddress address, S3Client client, S3Options options) {
        this.address = address;
        this.client = client;
        partBytesMin = options.partBytesMin();
        limits = options.limits();
        failures = new S3Failures(address);
    }

    static S3Store open(StoreAddress address, S3Options options) throws StoreException {
        try {
            options.credentials().resolveCredentials();
        } catch (SdkException e) {
            throw S3Failures.noCredentials(address, e);
        }
        return new S3Store(address, S3Clients.of(address, options), options);
    }

    @Override
    public String place() {
        return address.place();
    }

    @Override
    public boolean isEmpty() throws StoreException {
        try {
            return client.listObjectsV2(list -> list.bucket(address.bucket())
                            .prefix(address.prefix())
                            .maxKeys(1)
                            .overrideConfiguration(within(limits.first())))
                    .contents()
                    .isEmpty();
        } catch (SdkException e) {
            throw failures.of("listed", e);
        }
    }

    /// Begins an upload and gives it up.
    @Override
    public void probe() throws StoreException {
        try {
            String key = key(PROBE);
            abort(key, begin(key, Map.of(), limits.first()), limits.first());
        } catch (SdkException e) {
            throw failures.of("written", e);
        }
    }

    @Override
    public Optional<StoredObject> find(String name) throws StoreException {
        try {
            HeadObjectResponse head = client.headObject(object ->
                    object.bucket(address.bucket()).key(key(name)).overrideConfiguration(within(limits.question())));
            return Optional.of(
                    new StoredObject(head.contentLength(), head.metadata().getOrDefault(DIGEST, "")));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failures.of("read", e);
        } catch (SdkException e) {
            throw failures.of("read", e);
        }
    }

    @Override
    public void put(String name, Path file, StoredObject what) throws StoreException {
        try {
            if (what.bytes() <= partBytesMin) {
                putWhole(name, file, what);
            } else {
                putInParts(name, file, what);
            }
        } catch (SdkException e) {
            if (!isThere(name, what)) { // or it is only the answer that was lost
                throw failures.of("written", e);
            }
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (!isThere(name, what)) {
            throw new StoreException(place() + name + " is not what was put there");
        }
    }

    private boolean isThere(String name, StoredObject what) throws StoreException {
        return find(name).equals(Optional.of(what));
    }

    private void putWhole(String name, Path file, StoredObject what) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Part part = Part.of(bytes);
        client.putObject(
                object -> object.bucket(address.bucket())
                        .key(key(name))
                        .contentMD5(part.md5())
                        .metadata(Map.of(DIGEST, what.sha256()))
                        .overrideConfiguration(within(limits.body(bytes.length))),
                part.body());
    }

    private void putInParts(String name, Path file, StoredObject what) throws IOException {
        String key = key(name);
        abortLeftovers(key);
        String upload = begin(key, Map.of(DIGEST, what.sha256()), limits.question());
        boolean isComplete = false;
        try {
            List<CompletedPart> parts = putParts(key, upload, file, what.bytes());
            client.completeMultipartUpload(whole -> whole.bucket(address.bucket())
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(of -> of.parts(parts))
                    .overrideConfiguration(within(limits.completion())));
            isComplete = true;
        } finally {
            if (!isComplete) {
                tryToAbort(key, upload);
            }
        }
    }

    private String begin(String key, Map<String, String> metadata, Duration limit) {
        return client.createMultipartUpload(upload -> upload.bucket(address.bucket())
                        .key(key)
                        .metadata(metadata)
                        .overrideConfiguration(within(limit)))
                .uploadId();
    }

    private List<CompletedPart> putParts(String key, String upload, Path file, long bytes) throws IOException {
        int partBytes = (int) Math.max(partBytesMin, Math.ceilDiv(bytes, PARTS_MAX));
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] next = in.readNBytes(partBytes); next.length > 0; next = in.readNBytes(partBytes)) {
                Part part = Part.of(next);
                int number = parts.size() + 1;
                Duration limit = limits.body(next.length);
                String tag = client.uploadPart(
                                one -> one.bucket(address.bucket())
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .contentMD5(part.md5())
                                        .overrideConfiguration(within(limit)),
                                part.body())
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
        }
        return parts;
    }

    /// Parts of an upload that a killed process left behind cost their owner money for as long as nobody gives them
    /// up. Where that cannot be found out it is no reason to fail.
    private void abortLeftovers(String key) {
        try {
            client
                    .listMultipartUploadsPaginator(all ->
                            all.bucket(address.bucket()).prefix(key).overrideConfiguration(within(limits.question())))
                    .uploads()
                    .stream()
                    .filter(upload -> upload.key().equals(key))
                    .map(MultipartUpload::uploadId)
                    .forEach(upload -> tryToAbort(key, upload));
        } catch (SdkException notAllowed) {
            // Then a rule of the bucket has to end them.
        }
    }

    private void tryToAbort(String key, String upload) {
        try {
            abort(key, upload, limits.question());
        } catch (SdkException left) {
            // The next run tries again.
        }
    }

    private void abort(String key, String upload, Duration limit) {
        client.abortMultipartUpload(given ->
                given.bucket(address.bucket()).key(key).uploadId(upload).overrideConfiguration(within(limit)));
    }

    private String key(String name) {
        return address.prefix() + name;
    }

    @Override
    public void close() {
        client.close();
    }
}
