package heddle.tests.guides;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.ClientSession;
import heddle.http.TlsException;
import heddle.net.PublicKeyPin;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.wire.SelfSigned;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/guides/tls.md` shows, run.
class TlsGuideTest {
    private final TlsIdentity identity = SelfSigned.certificate(List.of("localhost", "127.0.0.1"));
    private final Handler hello = request -> Reply.text("hello " + request.isSecure());

    @TempDir
    Path folder;

    private Path authority;
    private Path key;

    @BeforeEach
    void write() throws Exception {
        authority = pem("authority.pem", "CERTIFICATE", identity.leaf().getEncoded());
        key = pem("key.pem", "PRIVATE KEY", identity.key().getEncoded());
    }

    private Path pem(String name, String what, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }

    private void serve(Site.Call call) throws Exception {
        Site.serve(ServerOptions.local().tls(identity), hello, call);
    }

    @Test
    void a_certificate_of_ones_own() throws Exception {
        serve(url -> {
            var tls = TlsOptions.defaults().trustPem(authority);
            try (var session = ClientSession.open(options -> options.net(net -> net.tls(tls)))) {
                assertThat(session.get(url).text()).isEqualTo("hello true");
            }
        });
    }

    @Test
    void what_is_wrong() throws Exception {
        var wrongs = new ArrayList<String>();
        serve(url -> {
            try (var session = ClientSession.open()) {
                session.get(url).discard();
            } catch (TlsException wrong) {
                wrongs.add(wrong.getMessage());
            }
        });
        assertThat(wrongs).singleElement().asString().contains("self-signed");
    }

    @Test
    void any_certificate() throws Exception {
        serve(url -> {
            try (var session = ClientSession.open(options -> options.insecure())) {
                assertThat(session.get(url).text()).isEqualTo("hello true");
            }
        });
    }

    @Test
    void one_key_alone() throws Exception {
        serve(url -> {
            String pin = "sha256//" + PublicKeyPin.of(identity.leaf()).sha256();
            var tls = TlsOptions.defaults().insecure().pin(PublicKeyPin.parse(pin));
            try (var session = ClientSession.open(options -> options.net(net -> net.tls(tls)))) {
                assertThat(session.get(url).text()).isEqualTo("hello true");
            }
        });
    }

    @Test
    void who_the_client_is() throws Exception {
        Path chain = authority;
        serve(url -> {
            var tls = TlsOptions.defaults()
                    .trustPem(authority)
                    .identity(TlsIdentity.pem(chain, key))
                    .atLeast("TLSv1.3");
            try (var session = ClientSession.open(options -> options.net(net -> net.tls(tls)))) {
                assertThat(session.get(url).text()).isEqualTo("hello true");
            }
        });
    }
}
