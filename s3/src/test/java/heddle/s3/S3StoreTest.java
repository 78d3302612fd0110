package heddle.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.ObjectStoreProvider;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import heddle.fetch.store.StoredObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/// Against S3Proxy in another process.
@Timeout(300)
class S3StoreTest {
    /// The least that S3 takes for any part but the last.
    private static final int PART_BYTES = 5 << 20;

    @TempDir
    private static Path served;

    private static S3Server server;

    @TempDir
    private Path folder;

    private String prefix;

    @BeforeAll
    @Timeout(300)
    static void serve() throws IOException {
        server = S3Server.start(served);
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @BeforeEach
    void choosePrefix(TestInfo test) {
        prefix = "runs/" + test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void an_object_is_what_was_put() throws Exception {
        try (ObjectStore store = open()) {
            assertThat(store.isEmpty()).isTrue();
            assertThat(store.find("tar/0.tar")).isEmpty();
            Path file = file(1_000);
            store.put("tar/0.tar", file, StoredObject.of(file));
            assertThat(store.find("tar/0.tar")).hasValue(StoredObject.of(file));
            assertThat(server.object(prefix + "/tar/0.tar")).hasSameBinaryContentAs(file);
            assertThat(store.isEmpty()).isFalse();
        }
    }

    @Test
    void an_empty_file_is_an_object_too() throws Exception {
        try (ObjectStore store = open()) {
            Path file = file(0);
            store.put("failed.jsonl", file, StoredObject.of(file));
            assertThat(store.find("failed.jsonl")).hasValue(StoredObject.of(file));
        }
    }

    @Test
    void a_file_of_several_parts_becomes_one_object() throws Exception {
        try (ObjectStore store = open()) {
            Path file = file(2 * PART_BYTES + 12_345);
            store.put("big", file, StoredObject.of(file));
            assertThat(store.find("big")).hasValue(StoredObject.of(file));
            assertThat(server.object(prefix + "/big")).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void what_had_the_name_before_is_replaced() throws Exception {
        try (ObjectStore store = open()) {
            Path before = file(100);
            store.put("summary.json", before, StoredObject.of(before));
            Path after = file(200);
            store.put("summary.json", after, StoredObject.of(after));
            assertThat(server.object(prefix + "/summary.json")).hasSameBinaryContentAs(after);
        }
    }

    @Test
    void an_upload_that_a_killed_process_left_is_no_object_and_is_given_up_by_the_next() throws Exception {
        StoreAddress address = server.address(prefix);
        String key = address.prefix() + "big";
        try (S3Client client = S3Clients.of(address, options());
                ObjectStore store = open()) {
            client.createMultipartUpload(
                    upload -> upload.bucket(S3Server.BUCKET).key(key));
            assertThat(store.find("big")).isEmpty();
            Path file = file(PART_BYTES + 1);
            store.put("big", file, StoredObject.of(file));
            assertThat(client.listMultipartUploads(
                                    all -> all.bucket(S3Server.BUCKET).prefix(key))
                            .uploads())
                    .isEmpty();
            assertThat(server.object(key)).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void to_try_whether_writing_is_allowed_leaves_nothing() throws Exception {
        try (ObjectStore store = open();
                S3Client client = S3Clients.of(server.address(prefix), options())) {
            store.probe();
            assertThat(store.isEmpty()).isTrue();
            assertThat(client.listMultipartUploads(
                                    all -> all.bucket(S3Server.BUCKET).prefix(prefix))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void a_digest_that_is_not_that_of_the_file_is_told() throws Exception {
        try (ObjectStore store = open()) {
            Path file = file(10);
            StoredObject wrong = new StoredObject(11, StoredObject.of(file).sha256());
            assertThatThrownBy(() -> store.put("x", file, wrong))
                    .isInstanceOf(StoreException.class)
                    .hasMessageEndingWith("/x is not what was put there");
        }
    }

    @Test
    void names_may_hold_what_urls_may_not() throws Exception {
        try (ObjectStore store = open()) {
            Path file = file(10);
            String name = "a b+c%2F\u00fc&=.tar";
            store.put(name, file, StoredObject.of(file));
            assertThat(store.find(name)).hasValue(StoredObject.of(file));
            assertThat(server.object(prefix + "/" + name)).exists();
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_named() throws Exception {
        StoreAddress address = StoreAddress.parse("s3://no-such-bucket/x")
                .endpoint(server.endpoint())
                .pathStyle();
        assertRefused(address, S3Server.credentials(), "there is no bucket 'no-such-bucket'");
    }

    @Test
    void a_wrong_secret_is_told_and_not_repeated() throws Exception {
        assertRefused(
                server.address(prefix),
                S3Server.credentials(S3Server.KEY, "hunter2"),
                "refuses the credentials (SignatureDoesNotMatch)");
    }

    @Test
    void an_unknown_key_is_told() throws Exception {
        assertRefused(
                server.address(prefix),
                S3Server.credentials("nobody", "hunter2"),
                "refuses the credentials (InvalidAccessKeyId)");
    }

    @Test
    void a_server_that_is_not_there_is_told() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        StoreAddress address = StoreAddress.parse("s3://crawls/x")
                .endpoint(URI.create("http://127.0.0.1:" + free))
                .pathStyle();
        assertRefused(address, S3Server.credentials("key", "hunter2"), "is the server running there?");
    }

    @Test
    void nobody_without_credentials_gets_as_far_as_the_server() {
        assertThatThrownBy(() -> new S3StoreProvider().open(server.address(prefix)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("needs credentials, and there are none: set AWS_ACCESS_KEY_ID");
    }

    @Test
    void the_provider_is_found_as_a_service() {
        assertThat(ObjectStoreProvider.named("s3", S3StoreTest.class.getClassLoader()))
                .containsInstanceOf(S3StoreProvider.class);
        assertThat(ObjectStoreProvider.named("ftp", S3StoreTest.class.getClassLoader()))
                .isEmpty();
    }

    private static void assertRefused(StoreAddress address, AwsCredentialsProvider credentials, String why)
            throws StoreException {
        try (ObjectStore store = S3Store.open(address, S3Options.of(credentials))) {
            assertThatThrownBy(store::isEmpty)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith(
                            address.place() + " at " + address.endpoint().orElseThrow())
                    .hasMessageContaining(why)
                    .message()
                    .doesNotContain("hunter2");
        }
    }

    private ObjectStore open() throws StoreException {
        return S3Store.open(server.address(prefix), options());
    }

    private static S3Options options() {
        return S3Options.of(S3Server.credentials()).partBytesMin(PART_BYTES);
    }

    private Path file(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(folder.resolve("file-" + bytes), content);
    }
}
