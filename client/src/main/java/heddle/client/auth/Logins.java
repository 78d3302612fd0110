package heddle.client.auth;

import heddle.url.Url;
import java.util.Optional;

/// Who one is at which origin: looked up for each hop of a request, so that a redirect to another origin gets the
/// login of that one, or none.
@FunctionalInterface
public interface Logins {
    /// None anywhere.
    static Logins none() {
        return _ -> Optional.empty();
    }

    /// How to say who one is to the origin of that URL; empty for not at all.
    Optional<Auth> of(Url url);

    /// These, and this login at one origin, `https://api.example.com` say; it goes before these.
    default Logins at(String origin, Auth auth) {
        Url place = Url.parse(origin);
        return url -> url.hasSameOriginAs(place) ? Optional.of(auth) : of(url);
    }
}
