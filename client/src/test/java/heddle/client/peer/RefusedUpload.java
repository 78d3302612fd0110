package heddle.client.peer;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.ClientSession;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/// An upload that asks first (RFC 9110, 10.1.1), and is told `413` with the body `no`.
public final class RefusedUpload {
    private RefusedUpload() {}

    /// Sends it, and sees to it that its body was never asked for.
    public static void send(ClientSession session, String url) {
        var reads = new AtomicInteger();
        try (var response = session.post(url)
                .expectContinue()
                .body(3, () -> {
                    reads.incrementAndGet();
                    return ByteBuffer.wrap(new byte[3]);
                })
                .send()) {
            assertThat(response.status().code()).isEqualTo(413);
            assertThat(response.text()).isEqualTo("no");
        }
        assertThat(reads).hasValue(0);
    }
}
