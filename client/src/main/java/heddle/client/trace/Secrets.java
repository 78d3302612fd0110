package heddle.client.trace;

import heddle.http.Headers;
import heddle.url.Url;

/// What is shown of credentials and cookies where an exchange is written down.
public enum Secrets {
    /// Nothing: `***` in their place.
    HIDDEN,
    /// Everything.
    SHOWN;

    /// What stands for a secret that is not shown.
    public static final String MASK = "***";

    /// The fields as they are to be shown.
    public Headers of(Headers headers) {
        return switch (this) {
            case HIDDEN -> headers.masked();
            case SHOWN -> headers;
        };
    }

    /// The URL as it is to be shown. What its query holds is not known to be secret.
    public Url of(Url url) {
        return switch (this) {
            case HIDDEN -> url.withoutCredentials();
            case SHOWN -> url;
        };
    }
}
