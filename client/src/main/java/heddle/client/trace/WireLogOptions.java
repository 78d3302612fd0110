package heddle.client.trace;

/// What a wire log shows.
///
/// @param secrets whether credentials and cookies are shown
/// @param bodyBytesMax how much of each body is shown; 0 for none
public record WireLogOptions(Secrets secrets, int bodyBytesMax) {
    public WireLogOptions {
        if (bodyBytesMax < 0) {
            throw new IllegalArgumentException("bodyBytesMax is %d; it cannot be negative".formatted(bodyBytesMax));
        }
    }

    /// No secrets, 1 KiB of each body.
    public static WireLogOptions defaults() {
        return new WireLogOptions(Secrets.HIDDEN, 1 << 10);
    }

    /// With these shown, or not.
    public WireLogOptions secrets(Secrets secrets) {
        return new WireLogOptions(secrets, bodyBytesMax);
    }

    /// With so much of each body.
    public WireLogOptions bodyBytesMax(int bodyBytesMax) {
        return new WireLogOptions(secrets, bodyBytesMax);
    }
}
