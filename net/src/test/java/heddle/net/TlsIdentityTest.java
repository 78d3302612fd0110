package heddle.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import heddle.net.wire.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys and certificates from files, as tools write them.
class TlsIdentityTest {
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("one.example"));
    private static final char[] PASSWORD = "p4ss".toCharArray();
    private static final char[] WRONG = "wrong".toCharArray();
    private static final int RSA_BITS = 2048;
    private static final int RSA_FRAME_BYTES = 26;

    /// A key by `openssl genpkey`, and the same by `openssl pkcs8 -topk8 -v2 aes-256-cbc`: of no other use.
    private static final String OPEN = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgboTTvRNQaHLK/uVI
            PvIJShydA2I61KZdICzPiNevSoyhRANCAASxZjowZHS/9815qAlZ3VPw7zLrLxPk
            rF16O5WfKZgPiPb+HItnp+95l3MO3G0UOwpUsF2jx2zQu3pky4jlaZAN
            -----END PRIVATE KEY-----
            """;

    private static final String SEALED = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjrxK4o2HKd0AICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEED5X8Zc/LkJjzRiopEI+KBQEgZDF
            aHFmehfhHSHqrrZwwyjS+GewRLSD+JHZ84Lno9kpjqvqBCIvVh02xKcaEgKVY+/L
            XPixNvFSVaQ1STYaZglRZ/DRL0FdLlxqyy2i+8htWdWbu8TgFLvtVybpzxDgDSph
            09NdH1hz1ts3S54YXj1V1VoIy4FqBIRoI5cDBlKBkAH7JZIQWjBcvLQ63WFLKqw=
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String label, byte[] bytes) throws IOException {
        return Files.writeString(folder.resolve(name), pem(label, bytes));
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(bytes), label);
    }

    private Path chain() throws Exception {
        return write("chain.pem", "CERTIFICATE", IDENTITY.leaf().getEncoded());
    }

    private Path pkcs12() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setCertificateEntry(
                "other", SelfSigned.certificate(List.of("other.example")).leaf());
        store.setKeyEntry("mine", IDENTITY.key(), PASSWORD, IDENTITY.chain().toArray(Certificate[]::new));
        var file = folder.resolve("identity.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    @Test
    void a_chain_and_a_key_in_pem_may_share_a_file() throws Exception {
        var key = write("key.pem", "PRIVATE KEY", IDENTITY.key().getEncoded());
        assertThat(TlsIdentity.pem(chain(), key)).isEqualTo(IDENTITY).hasToString("TlsIdentity[CN=one.example]");
        var both = Files.writeString(folder.resolve("both.pem"), Files.readString(key) + Files.readString(chain()));
        assertThat(TlsIdentity.pem(both, both)).isEqualTo(IDENTITY);
    }

    /// Of RSA keys that are short, as Java's default takes seconds to find one.
    private static KeyPairGenerator generator(String kind) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(kind);
        if (kind.startsWith("RSA")) {
            generator.initialize(RSA_BITS);
        }
        return generator;
    }

    @Test
    void a_key_of_pkcs_1_is_read() throws Exception {
        Key rsa = generator("RSA").generateKeyPair().getPrivate();
        byte[] pkcs8 = rsa.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, RSA_FRAME_BYTES, pkcs8.length);
        assertThat(Pem.key(write("rsa.pem", "RSA PRIVATE KEY", pkcs1), new char[0]))
                .isEqualTo(rsa);
    }

    @Test
    void an_encrypted_key_wants_its_password() throws Exception {
        var key = Files.writeString(folder.resolve("sealed.pem"), SEALED);
        var open = Files.writeString(folder.resolve("open.pem"), OPEN);
        assertThat(Pem.key(key, PASSWORD)).isEqualTo(Pem.key(open, new char[0]));
        assertThatIOException()
                .isThrownBy(() -> TlsIdentity.pem(chain(), key))
                .withMessage("The key of %s is encrypted; its password is needed", key);
        assertThatIOException()
                .isThrownBy(() -> TlsIdentity.pem(chain(), key, WRONG))
                .withMessageStartingWith("The key of %s cannot be decrypted; check its password", key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void a_key_of_another_certificate_is_told(String kind) throws Exception {
        Key stranger = generator(kind).generateKeyPair().getPrivate();
        var key = write("stranger.pem", "PRIVATE KEY", stranger.getEncoded());
        assertThatIOException()
                .isThrownBy(() -> TlsIdentity.pem(chain(), key))
                .withMessageStartingWith("The key of %s is not that of the first certificate of ", key)
                .withMessageContaining("CN=one.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "RSASSA-PSS", "Ed25519"})
    void a_key_belongs_to_what_it_was_made_with_alone(String kind) throws Exception {
        var generator = generator(kind);
        var one = generator.generateKeyPair();
        var two = generator.generateKeyPair();
        assertThat(KeyPairs.belongTogether(one.getPrivate(), one.getPublic())).isTrue();
        assertThat(KeyPairs.belongTogether(one.getPrivate(), two.getPublic())).isFalse();
    }

    @Test
    void what_is_no_certificate_is_told_with_what_is_needed() throws Exception {
        var file = pkcs12();
        assertThatIOException()
                .isThrownBy(() -> TlsOptions.defaults().trustPem(file))
                .withMessageStartingWith("Not a certificate file: %s", file)
                .withMessageContaining("a PEM file with BEGIN CERTIFICATE is needed");
    }

    @Test
    void a_pkcs_12_file_has_an_identity_and_whom_to_trust() throws Exception {
        var file = pkcs12();
        assertThat(TlsIdentity.pkcs12(file, PASSWORD)).isEqualTo(IDENTITY);
        assertThat(TlsOptions.defaults().trustPkcs12(file, PASSWORD).extraTrust())
                .hasSize(2)
                .contains(IDENTITY.leaf());
        assertThatIOException()
                .isThrownBy(() -> TlsIdentity.pkcs12(file, WRONG))
                .withMessage("The password of %s is wrong", file);
        assertThatIOException()
                .isThrownBy(() -> TlsIdentity.pkcs12(chain(), PASSWORD))
                .withMessageStartingWith("Not a PKCS #12 file: ");
    }

    @Test
    void a_file_without_a_key_is_told() throws Exception {
        assertThatIOException()
                .isThrownBy(() -> TlsIdentity.pem(chain(), chain()))
                .withMessageStartingWith("No key in ");
        var odd = write("odd.pem", "PRIVATE KEY", new byte[] {1, 2, 3});
        assertThatIOException()
                .isThrownBy(() -> TlsIdentity.pem(chain(), odd))
                .withMessageEndingWith("is neither EC nor RSA nor EdDSA");
    }

    @Test
    void a_pin_is_written_as_curl_does() {
        var pin = PublicKeyPin.of(IDENTITY.leaf());
        assertThat(pin.toString()).startsWith("sha256//").hasSize(52);
        assertThat(PublicKeyPin.parse(pin.toString())).isEqualTo(pin);
        assertThat(PublicKeyPin.parse(pin.sha256())).isEqualTo(pin);
        for (String wrong : new String[] {"", "sha256//", "sha256//YQ==", "sha256//!", "md5//" + pin.sha256()}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PublicKeyPin.parse(wrong))
                    .withMessageContaining("a pin is the SHA-256 of a public key in Base64");
        }
    }
}
