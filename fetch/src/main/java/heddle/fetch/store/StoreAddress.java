package heddle.fetch.store;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a store is. It never holds a secret: who may write there is found in the usual places of the store's kind.
///
/// @param scheme      that tells the kind of store: `s3`
/// @param bucket      in it
/// @param prefix      of all names there: empty, or with a slash at its end and none at its beginning
/// @param endpoint    of a server that is not the one that the kind of store is called by
/// @param region      where the bucket is; when it is not there, what the surroundings say
/// @param isPathStyle whether the bucket stands in the path of a request, not in the name of its host
public record StoreAddress(
        String scheme,
        String bucket,
        String prefix,
        Optional<URI> endpoint,
        Optional<String> region,
        boolean isPathStyle) {
    private static final Pattern ADDRESS = Pattern.compile("([a-z][a-z0-9]*)://([A-Za-z0-9._-]+)(?:/(.*))?");

    /// Reads `s3://bucket/prefix`, with the defaults of all else. Throws an [IllegalArgumentException] that does not
    /// repeat the text, for it may hold what nobody is to see.
    public static StoreAddress parse(String text) {
        Matcher match = ADDRESS.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("is no address of a store; write s3://BUCKET/PREFIX");
        }
        String rest = match.group(3) == null ? "" : match.group(3).replaceAll("/+$", "");
        if (!isPlain(rest)) {
            throw new IllegalArgumentException(
                    "has a prefix with empty parts, dots alone, '?', '#', or control characters; choose a plain one");
        }
        String prefix = rest.isEmpty() ? "" : rest + "/";
        return new StoreAddress(match.group(1), match.group(2), prefix, Optional.empty(), Optional.empty(), false);
    }

    private static boolean isPlain(String prefix) {
        if (prefix.chars().anyMatch(each -> each < ' ' || each == 0x7F || each == '?' || each == '#')) {
            return false;
        }
        return prefix.isEmpty()
                || Pattern.compile("/").splitAsStream(prefix).noneMatch(part -> part.matches("\\.{0,2}"));
    }

    /// On another server: `http://127.0.0.1:9000`. It must be a plain origin, without a login.
    public StoreAddress endpoint(URI server) {
        requireServer(server);
        return new StoreAddress(scheme, bucket, prefix, Optional.of(server), region, isPathStyle);
    }

    /// Throws an [IllegalArgumentException], which does not repeat it, for what is no such origin.
    public static void requireServer(URI server) {
        String scheme = server.getScheme() == null ? "" : server.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || server.getHost() == null) {
            throw new IllegalArgumentException("is no server; write http://HOST:PORT or https://HOST:PORT");
        }
        if (server.getRawUserInfo() != null || server.getRawQuery() != null || server.getRawFragment() != null) {
            throw new IllegalArgumentException("has more than a host and a port; who you are does not belong there");
        }
    }

    /// In this region.
    public StoreAddress region(String name) {
        return new StoreAddress(scheme, bucket, prefix, endpoint, Optional.of(name), isPathStyle);
    }

    /// With the bucket in the path.
    public StoreAddress pathStyle() {
        return new StoreAddress(scheme, bucket, prefix, endpoint, region, true);
    }

    /// What people call the place: `s3://bucket/prefix/`.
    public String place() {
        return scheme + "://" + bucket + "/" + prefix;
    }
}
