package heddle.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandshakeTest {
    @Test
    void the_example_of_the_rfc() {
        assertThat(Handshake.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void a_key_is_16_bytes() {
        assertThat(Handshake.newKey())
                .isNotEqualTo(Handshake.newKey())
                .satisfies(key -> assertThat(Handshake.isKey(key)).isTrue());
        assertThat(Handshake.isKey("dGhlIHNhbXBsZQ==")).isFalse();
        assertThat(Handshake.isKey("!")).isFalse();
    }
}
