package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelfSignedTest {

    @Test
    void it_is_a_p256_certificate_signed_by_its_own_key_and_valid_now() throws Exception {
        var leaf = SelfSigned.certificate(List.of("localhost")).leaf();
        leaf.verify(leaf.getPublicKey());
        leaf.checkValidity();
        assertThat(leaf.getVersion()).isEqualTo(3);
        assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(((ECPublicKey) leaf.getPublicKey()).getParams().getOrder().bitLength())
                .isEqualTo(256);
        assertThat(leaf.getSubjectX500Principal()).hasToString("CN=localhost").isEqualTo(leaf.getIssuerX500Principal());
        assertThat(leaf.getNotAfter().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)), Instant.now().plus(Duration.ofDays(366)));
    }

    @Test
    void every_name_and_address_is_in_it() throws Exception {
        var leaf = SelfSigned.certificate(List.of("a.example", "*.b.example", "127.0.0.1", "::1"))
                .leaf();
        assertThat(leaf.getSubjectAlternativeNames().stream().<Object>map(List::getLast))
                .containsExactly("a.example", "*.b.example", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void many_names_make_long_lengths_and_late_dates_the_longer_form() throws Exception {
        var names = IntStream.range(0, 3_000)
                .mapToObj(i -> "host-" + i + ".example")
                .toList();
        var keys = SelfSigned.newKeys();
        var until = Instant.parse("2051-03-04T05:06:07Z");
        var draft = new CertificateDraft("many", names, Instant.EPOCH, until, CertificateDraft.Role.SERVER);
        var leaf = draft.signed(keys.getPublic(), "many", keys.getPrivate());
        leaf.verify(keys.getPublic());
        assertThat(leaf.getSubjectAlternativeNames()).hasSize(3_000);
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(until);
        assertThat(leaf.getNotBefore().toInstant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_certificate_without_names_is_refused() {
        assertThatThrownBy(() -> SelfSigned.certificate(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one name");
    }

    @Test
    void the_key_is_never_printed() {
        assertThat(SelfSigned.certificate(List.of("localhost"))).hasToString("TlsIdentity[CN=localhost]");
    }
}
