package heddle.client.har;

import heddle.client.trace.Secrets;

/// What an archive keeps.
///
/// @param secrets whether credentials and cookies are shown
/// @param bodyBytesMax how much of each body is kept; 0 for none
/// @param entriesMax how many exchanges are kept; later ones are counted and left out
public record HarOptions(Secrets secrets, int bodyBytesMax, int entriesMax) {
    public HarOptions {
        if (bodyBytesMax < 0 || entriesMax < 1) {
            throw new IllegalArgumentException(
                    "bodyBytesMax is %d and entriesMax is %d; the one cannot be negative, the other must be positive"
                            .formatted(bodyBytesMax, entriesMax));
        }
    }

    /// No secrets, 1 MiB of each body, 10,000 exchanges.
    public static HarOptions defaults() {
        return new HarOptions(Secrets.HIDDEN, 1 << 20, 10_000);
    }

    /// With these shown, or not.
    public HarOptions secrets(Secrets secrets) {
        return new HarOptions(secrets, bodyBytesMax, entriesMax);
    }

    /// With so much of each body.
    public HarOptions bodyBytesMax(int bodyBytesMax) {
        return new HarOptions(secrets, bodyBytesMax, entriesMax);
    }

    /// With so many exchanges.
    public HarOptions entriesMax(int entriesMax) {
        return new HarOptions(secrets, bodyBytesMax, entriesMax);
    }
}
