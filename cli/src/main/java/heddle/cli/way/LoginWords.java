package heddle.cli.way;

import heddle.client.SessionOptions;
import heddle.client.auth.Auth;
import heddle.client.auth.Netrc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// curl's `-u` with `--digest`, `--oauth2-bearer`, `--netrc` and `--netrc-file`.
///
/// @param login `USER:PASSWORD` for the origin of each URL
/// @param scheme how it is said
/// @param token for the origin of each URL, in place of a login
/// @param netrc where logins by host are read from
public record LoginWords(Optional<String> login, Scheme scheme, Optional<String> token, Optional<Path> netrc) {
    /// How a login is said.
    public enum Scheme {
        BASIC,
        DIGEST
    }

    /// What these words make of the options. Throws [IllegalArgumentException] that says which word is wrong, and
    /// [IOException] that names a file.
    public SessionOptions apply(SessionOptions defaults) throws IOException {
        if (login.isPresent() && token.isPresent()) {
            throw new IllegalArgumentException("-u and --oauth2-bearer do not go together");
        }
        SessionOptions options = defaults;
        if (token.isPresent()) {
            options = options.auth(Auth.bearer(token.get()));
        } else if (login.isPresent()) {
            options = options.auth(auth(login.get()));
        } else if (scheme == Scheme.DIGEST) {
            throw new IllegalArgumentException("--digest needs a login, -u USER:PASSWORD");
        }
        // A file of one's own that is not there has no logins, as for curl; one that was named has to be.
        boolean isThere = netrc.isPresent() && (!netrc.get().equals(Netrc.ownFile()) || Files.exists(netrc.get()));
        return isThere ? options.logins(Netrc.read(netrc.get())) : options;
    }

    private Auth auth(String pair) {
        int colon = pair.indexOf(':');
        String user = colon < 0 ? pair : pair.substring(0, colon);
        String password = colon < 0 ? "" : pair.substring(colon + 1);
        return switch (scheme) {
            case BASIC -> Auth.basic(user, password);
            case DIGEST -> Auth.digest(user, password);
        };
    }
}
