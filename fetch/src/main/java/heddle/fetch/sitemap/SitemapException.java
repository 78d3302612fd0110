package heddle.fetch.sitemap;

import java.io.IOException;

/// A sitemap cannot be read, or not to its end; what was read of it counts.
public final class SitemapException extends IOException {
    private static final long serialVersionUID = 1L;

    /// That has happened.
    public SitemapException(String message) {
        super(message);
    }

    /// That has happened, because of this.
    public SitemapException(String message, Throwable cause) {
        super(message, cause);
    }
}
