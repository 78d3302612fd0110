package heddle.http;

import org.jspecify.annotations.Nullable;

/// A redirect that cannot be followed: too many, in a circle, to no URL, to another scheme, or with a body that
/// cannot be sent again. Not retryable.
public final class RedirectException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// Where it leads, without user name and password.
    private final String location;

    /// `location` is what the server said, or the empty text when it said nothing; `detail` says why it is not
    /// followed.
    public RedirectException(String location, String detail) {
        this(location, detail, null);
    }

    /// With the failure behind it, that of a URL which does not parse say.
    public RedirectException(String location, String detail, @Nullable Throwable cause) {
        super(Phase.REDIRECT, message(location, detail), cause);
        this.location = Redaction.url(location);
    }

    private static String message(String location, String detail) {
        return location.isEmpty() ? detail : "redirect to '%s': %s".formatted(Redaction.url(location), detail);
    }

    /// What the server said, without user name and password; the empty text when it said nothing.
    public String location() {
        return location;
    }

    /// `redirect_failed`.
    @Override
    public String kind() {
        return "redirect_failed";
    }

    /// Never: the server would redirect again.
    @Override
    public boolean isRetryable() {
        return false;
    }
}
