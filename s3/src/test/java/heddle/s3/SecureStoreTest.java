package heddle.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import heddle.fetch.store.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Over TLS, with a server whose authority is nobody that a JDK knows.
@Timeout(300)
class SecureStoreTest {
    private static final String ALIAS = "s3";
    private static final String PASSWORD = "of-the-tests";

    @TempDir
    private static Path folder;

    private static S3Server server;

    @BeforeAll
    @Timeout(300)
    static void serve() throws Exception {
        makeKeys();
        writeAuthority();
        server = S3Server.startSecure(Files.createDirectory(folder.resolve("served")), keys(), PASSWORD);
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    private static Path keys() {
        return folder.resolve("keys.p12");
    }

    private static Path pem() {
        return folder.resolve("authority.pem");
    }

    private static void makeKeys() throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=s3",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-alias",
                        ALIAS,
                        "-keystore",
                        keys().toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static void writeAuthority() throws Exception {
        KeyStore keys = KeyStore.getInstance(keys().toFile(), PASSWORD.toCharArray());
        String text = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate(ALIAS).getEncoded());
        Files.writeString(pem(), "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(text));
    }

    @Test
    void an_object_is_put_where_the_authority_is_named() throws Exception {
        S3Options trusting = S3Options.of(S3Server.credentials()).authorities(pem());
        try (ObjectStore store = S3Store.open(server.address("secure"), trusting)) {
            assertThat(store.isEmpty()).isTrue();
            store.probe();
            Path file = Files.writeString(folder.resolve("file"), "over TLS");
            store.put("x.tar", file, StoredObject.of(file));
            assertThat(server.object("secure/x.tar")).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void a_server_of_an_unknown_authority_is_refused_with_what_to_do() throws Exception {
        assertRefused(
                server.address("secure"),
                S3Options.of(S3Server.credentials()),
                "its certificate does not hold (",
                "name a file with that (PEM) by AWS_CA_BUNDLE");
    }

    @Test
    void a_certificate_for_another_host_is_refused() throws Exception {
        URI elsewhere = URI.create("https://localhost:" + server.endpoint().getPort());
        assertRefused(
                server.address("secure").endpoint(elsewhere),
                S3Options.of(S3Server.credentials()).authorities(pem()),
                "its certificate does not hold (No name matching localhost found)");
    }

    @Test
    void a_file_without_certificates_is_named() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        S3Options options = S3Options.of(S3Server.credentials()).authorities(empty);
        assertThatThrownBy(() -> S3Store.open(server.address("secure"), options))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(empty + ", which AWS_CA_BUNDLE names, cannot be read as certificates");
    }

    private static void assertRefused(StoreAddress address, S3Options options, String... why) throws StoreException {
        try (ObjectStore store = S3Store.open(address, options)) {
            assertThatThrownBy(store::isEmpty)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(why);
        }
    }
}
