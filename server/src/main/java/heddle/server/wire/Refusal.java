package heddle.server.wire;

import heddle.http.Status;
import java.nio.charset.StandardCharsets;

/// Why a request is not served: the status for the peer, and a sentence that says what was wrong and what is
/// accepted.
///
/// @param detail shown to the peer: it holds nothing of the server's inside
public record Refusal(Status status, String detail) {
    static Refusal badRequest(String detail) {
        return new Refusal(Status.BAD_REQUEST, detail);
    }

    /// The reply's body: status, reason and detail, for people.
    public byte[] body() {
        return "%d %s: %s\n".formatted(status.code(), status.reason(), detail).getBytes(StandardCharsets.UTF_8);
    }
}
