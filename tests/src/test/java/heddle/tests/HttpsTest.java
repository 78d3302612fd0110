package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.http.TlsException;
import heddle.net.TlsIdentity;
import heddle.net.TlsProvider;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Heddle's client against Heddle's server.
class HttpsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static X509Certificate authority;
    private static TlsIdentity site;

    /// An authority and a certificate of it for this machine, by the JDK's keytool.
    @BeforeAll
    static void issue() throws Exception {
        keytool("-alias", "ca", "-dname", "CN=Test Authority", "-ext", "bc:c");
        keytool("-alias", "site", "-dname", "CN=site", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        authority = (X509Certificate) store.getCertificate("ca");
        List<X509Certificate> chain = Stream.of(store.getCertificateChain("site"))
                .map(X509Certificate.class::cast)
                .toList();
        site = new TlsIdentity((PrivateKey) store.getKey("site", PASSWORD.toCharArray()), chain);
    }

    private static void keytool(String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString(), "-storepass", PASSWORD));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /// What a GET gives, and how many connections five of them take.
    private static String get(ServerOptions served, UnaryOperator<SessionOptions> options) throws Exception {
        return Async.run(() -> {
            try (var server = HttpServer.open(served, request -> Reply.text(request.target() + "\n"));
                    var session = ClientSession.open(options)) {
                for (int i = 0; i < 4; i++) {
                    session.get(server.url() + "/warm").discard();
                }
                String text = session.get(server.url() + "/x").text();
                return text + session.statistics().dialled();
            }
        });
    }

    private static UnaryOperator<SessionOptions> trusting(X509Certificate certificate, TlsProvider provider) {
        return options ->
                options.net(net -> net.tls(net.tls().trust(List.of(certificate)).provider(provider)));
    }

    @Test
    void a_self_signed_certificate_is_refused_unless_nothing_is_checked() throws Exception {
        var selfSigned = ServerOptions.local().selfSigned("127.0.0.1");
        assertThat(get(selfSigned, SessionOptions::insecure)).isEqualTo("/x\n1");
        assertThat(catchThrowableOfType(TlsException.class, () -> get(selfSigned, options -> options)))
                .hasMessageContaining("it is self-signed");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "JDK"})
    void a_certificate_of_an_authority_that_is_trusted_is_good_in_either_engine(TlsProvider provider) throws Exception {
        var served = ServerOptions.local().tls(site);
        assertThat(get(served, trusting(authority, provider))).isEqualTo("/x\n1");
        assertThat(catchThrowableOfType(TlsException.class, () -> get(served, options -> options)))
                .hasMessageContaining("trust");
    }
}
