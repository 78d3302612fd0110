package heddle.client.auth;

import java.time.Duration;
import java.util.Optional;

/// A token (RFC 6750) and for how long it is good.
///
/// @param value as it is sent; never printed
/// @param lifetime from when it was got; empty when only the server knows
public record BearerToken(String value, Optional<Duration> lifetime) {
    public BearerToken {
        if (!value.matches("[A-Za-z0-9._~+/-]+=*")) {
            throw new IllegalArgumentException(
                    "the token has characters that none can have (RFC 6750, 2.1), or is empty");
        }
    }

    /// Good until the server says that it is not.
    public static BearerToken lasting(String value) {
        return new BearerToken(value, Optional.empty());
    }

    /// Good for so long, as `expires_in` says.
    public static BearerToken lasting(String value, Duration lifetime) {
        return new BearerToken(value, Optional.of(lifetime));
    }

    @Override
    public String toString() {
        return "BearerToken[***, " + lifetime.map(Duration::toString).orElse("lasting") + "]";
    }
}
