package heddle.fetch;

import heddle.http.Method;
import heddle.http.RedirectException;
import heddle.http.RedirectRules;
import heddle.http.Status;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.net.URI;
import java.util.Optional;

/// Follows redirects for the JDK's clients by Heddle's rules, since each of them has its own: one never leaves a
/// scheme, the other gives up after five.
final class RedirectChain {
    private final int redirectsMax;
    private Url current;
    private int followed;

    RedirectChain(String url, int redirectsMax) {
        this.redirectsMax = redirectsMax;
        current = Url.parse(url).withoutFragment();
    }

    /// The URL to ask for now.
    URI target() {
        return URI.create(current.href());
    }

    /// Goes where this response leads; false when it is the last one.
    boolean follow(int status, Optional<String> location) {
        if (location.isEmpty()
                || RedirectRules.step(Status.of(status), Method.GET).isEmpty()) {
            return false;
        }
        if (followed == redirectsMax) {
            throw new RedirectException(location.get(), "more than " + redirectsMax + " redirects");
        }
        followed++;
        current = resolved(location.get());
        return true;
    }

    private Url resolved(String location) {
        try {
            return current.resolve(location).withoutFragment();
        } catch (UrlParseException e) {
            throw new RedirectException(location, "leads to no valid URL", e);
        }
    }
}
