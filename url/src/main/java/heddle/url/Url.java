package heddle.url;

import static heddle.url.UrlSpans.ABSENT;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A URL as the [URL Standard](https://url.spec.whatwg.org/) defines it: absolute, valid and normalised.
///
/// It is one text and the places of its parts in that text. Two URLs are equal if their texts are. Every part is
/// ASCII as it goes on the wire: the host is in its `xn--` form, everything else is percent-escaped where it must
/// be, and escapes that were there are kept byte for byte. Immutable; any thread may use it.
///
///     Url base = Url.parse("https://example.com/a/b?c");
///     base.resolve("../d").href();      // https://example.com/d
///     base.requestTarget();             // /a/b?c
public final class Url {
    private final String href;
    private final Scheme scheme;
    private final int schemeEnd;
    private final int usernameEnd;
    private final int hostStart;
    private final int hostEnd;
    private final int port;
    private final int pathStart;
    private final int queryStart;
    private final int fragmentStart;

    /// Made when first asked for; threads that race make equal ones.
    private @Nullable String host;

    Url(String href, UrlSpans spans) {
        this.href = href;
        scheme = spans.scheme;
        schemeEnd = spans.schemeEnd;
        usernameEnd = spans.usernameEnd;
        hostStart = spans.hostStart;
        hostEnd = spans.hostEnd;
        port = spans.port;
        pathStart = spans.pathStart;
        queryStart = spans.queryStart;
        fragmentStart = spans.fragmentStart;
    }

    /// Parses an absolute URL.
    ///
    /// @throws UrlParseException if it is none; it says which part is wrong, where, and what to do
    public static Url parse(String input) {
        Url plain = PlainUrl.parse(input);
        return plain != null ? plain : UrlParser.parse(input, null, StandardCharsets.UTF_8);
    }

    /// Parses a URL that may be relative to `base`.
    ///
    /// @throws UrlParseException if it is neither absolute nor can be resolved
    public static Url parse(String input, Url base) {
        Url plain = PlainUrl.parse(input);
        return plain != null ? plain : UrlParser.parse(input, base, StandardCharsets.UTF_8);
    }

    /// Parses a link found in a document of the given charset. Only the query is written in that charset, and only
    /// for `http`, `https`, `ftp` and `file`, as browsers do; what the charset lacks becomes a numeric reference
    /// such as `%26%238224%3B`.
    ///
    /// @throws UrlParseException if it is neither absolute nor can be resolved
    public static Url parse(String input, Url base, Charset documentCharset) {
        return UrlParser.parse(input, base, documentCharset);
    }

    /// Parses what a person typed: as [#parse(String)], but `http://` is assumed where no scheme is given, so
    /// `example.com` and `localhost:8080/x` work.
    ///
    /// @throws UrlParseException if it is no URL even so
    public static Url fromUserInput(String input) {
        return parse(UserInput.withScheme(input));
    }

    /// Whether [#parse(String)] accepts the text.
    public static boolean canParse(String input) {
        try {
            parse(input);
            return true;
        } catch (UrlParseException _) {
            return false;
        }
    }

    /// Resolves a reference against this URL, as a browser resolves a link on this page.
    ///
    /// @throws UrlParseException if it cannot be resolved
    public Url resolve(String reference) {
        return parse(reference, this);
    }

    /// The whole URL.
    public String href() {
        return href;
    }

    /// The scheme in lower case, without the colon.
    public String scheme() {
        return href.substring(0, schemeEnd);
    }

    /// Whether the scheme is `http` or `https`.
    public boolean isHttp() {
        return scheme == Scheme.HTTP || scheme == Scheme.HTTPS;
    }

    /// The user name, percent-escaped; empty if there is none.
    public String username() {
        return hasCredentials() ? href.substring(schemeEnd + 3, usernameEnd) : "";
    }

    /// The password, percent-escaped; empty if there is none.
    public String password() {
        return hasCredentials() && usernameEnd + 1 < hostStart ? href.substring(usernameEnd + 1, hostStart - 1) : "";
    }

    /// Whether there is a user name or a password.
    public boolean hasCredentials() {
        return hostStart > schemeEnd + 3;
    }

    /// The host without the port: a name in ASCII, an IPv4 address in four decimal numbers, or an IPv6 address in
    /// brackets; empty if there is none. The URL Standard calls this *hostname*.
    public String host() {
        String known = host;
        if (known == null) {
            known = hostStart == ABSENT ? "" : href.substring(hostStart, hostEnd);
            host = known;
        }
        return known;
    }

    /// Whether the host is an IP address rather than a name.
    public boolean hasIpHost() {
        if (hostStart == ABSENT || hostStart == hostEnd) {
            return false;
        }
        return href.charAt(hostStart) == '[' || (scheme.isSpecial() && Ipv4.endsInNumber(href, hostStart, hostEnd));
    }

    /// The port that is written, or -1 if none is: a port that is the scheme's default is never written.
    public int port() {
        return port;
    }

    /// The port to connect to: the written one, else the default of the scheme, else -1.
    public int portOrDefault() {
        return port == ABSENT ? scheme.defaultPort() : port;
    }

    /// The host, with `:` and the port if one is written: the value of the `Host` field of a request. The URL
    /// Standard calls this *host*.
    public String authority() {
        return port == ABSENT ? host() : href.substring(hostStart, pathStart);
    }

    /// The path: begins with `/` for `http` and `https`; may be empty or opaque text for schemes such as `mailto`.
    public String path() {
        return href.substring(pathStart, pathEnd());
    }

    /// Whether the path is text without structure, as in `mailto:someone@example.com`; nothing but a fragment can
    /// be resolved against such a URL.
    public boolean hasOpaquePath() {
        return hostStart == ABSENT && (pathStart == href.length() || href.charAt(pathStart) != '/');
    }

    /// The query without its `?`; empty if there is none.
    public String query() {
        return queryStart == ABSENT ? "" : href.substring(queryStart + 1, queryEnd());
    }

    /// The fragment without its `#`; empty if there is none.
    public String fragment() {
        return fragmentStart == ABSENT ? "" : href.substring(fragmentStart + 1);
    }

    /// The path, and `?` and the query if there is one: what a request line asks for (RFC 9112, section 3.2.1).
    public String requestTarget() {
        return href.substring(pathStart, queryEnd());
    }

    /// Scheme, host and port, such as `https://example.com:8443`: what browsers isolate sites by. It is `null`, as
    /// text, for schemes without one.
    public String origin() {
        if (scheme.hasTupleOrigin()) {
            return scheme() + "://" + authority();
        }
        return Blob.origin(this);
    }

    /// Whether both have the same scheme, host and port, and these say who they are.
    public boolean hasSameOriginAs(Url other) {
        return scheme.hasTupleOrigin()
                && scheme == other.scheme
                && portOrDefault() == other.portOrDefault()
                && host().equals(other.host());
    }

    /// This URL without `#` and what follows it.
    public Url withoutFragment() {
        return fragmentStart == ABSENT ? this : parse(href.substring(0, fragmentStart));
    }

    /// This URL with more pairs at the end of its query.
    public Url with(Parameters more) {
        if (more.pairs().isEmpty()) {
            return this;
        }
        String query = query().isEmpty() ? more.encoded() : query() + "&" + more.encoded();
        int from = queryStart == ABSENT ? queryEnd() : queryStart;
        return parse(href.substring(0, from) + "?" + query + href.substring(queryEnd()));
    }

    /// This URL without user name and password: fit for logs.
    public Url withoutCredentials() {
        return hasCredentials() ? parse(href.substring(0, schemeEnd + 3) + href.substring(hostStart)) : this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Url url && href.equals(url.href));
    }

    @Override
    public int hashCode() {
        return href.hashCode();
    }

    /// The whole URL, as [#href()].
    @Override
    public String toString() {
        return href;
    }

    Scheme knownScheme() {
        return scheme;
    }

    /// Appends user name, password, host and port, as they stand here, and notes their places.
    void copyAuthority(StringBuilder out, UrlSpans spans) {
        if (hostStart == ABSENT) {
            return;
        }
        int shift = out.length() - schemeEnd - 1;
        out.append(href, schemeEnd + 1, hostStart).append(authority());
        spans.usernameEnd = usernameEnd + shift;
        spans.hostStart = hostStart + shift;
        spans.hostEnd = hostEnd + shift;
        spans.port = port;
    }

    void copyPath(StringBuilder out) {
        out.append(href, pathStart, pathEnd());
    }

    /// Appends `?` and the query, if there is one.
    void copyQuery(StringBuilder out) {
        out.append(href, pathEnd(), queryEnd());
    }

    private int pathEnd() {
        return queryStart == ABSENT ? queryEnd() : queryStart;
    }

    private int queryEnd() {
        return fragmentStart == ABSENT ? href.length() : fragmentStart;
    }
}
