package heddle.fuzz;

import heddle.url.Url;
import heddle.url.UrlParseException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// URLs: the first line is one, the rest is a reference that is resolved against it.
///
/// A text is a URL or a [UrlParseException] of one short line says where it is none. What was parsed is ASCII, its
/// parts are its text, and parsing that again changes nothing; the short way for plain URLs makes the same of them as
/// the long one. The reference is resolved in all charsets that write queries in ways of their own.
public final class UrlTarget {
    private static final int MESSAGE_CHARS_MAX = 1000;
    private static final Url UNRELATED = Url.parse("unrelated:");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            Charset.forName("windows-1252"),
            Charset.forName("ISO-2022-JP"));

    private UrlTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        String text = Text.of(input);
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        String reference = end < 0 ? "" : text.substring(end + 1);
        Optional<Url> base = parsed(first);
        base.ifPresent(url -> {
            check(url);
            checkTheLongWay(url, first);
            resolve(url, reference);
        });
        if (base.isEmpty() || !reference.isEmpty()) {
            parsed(reference).ifPresent(UrlTarget::check);
        }
        typed(first);
    }

    private static Optional<Url> parsed(String text) {
        try {
            Url url = Url.parse(text);
            BrokenClaim.unless(Url.canParse(text), "what was parsed can be parsed");
            return Optional.of(url);
        } catch (UrlParseException refused) {
            BrokenClaim.unless(!Url.canParse(text), "what was not parsed cannot be parsed");
            check(refused, text);
            return Optional.empty();
        }
    }

    private static void typed(String text) {
        try {
            check(Url.fromUserInput(text));
        } catch (UrlParseException refused) {
            BrokenClaim.unless(
                    refused.getMessage().length() <= MESSAGE_CHARS_MAX, "a message is short: %s", refused.getMessage());
        }
    }

    private static void check(UrlParseException refused, String text) {
        String message = refused.getMessage();
        BrokenClaim.unless(message.length() <= MESSAGE_CHARS_MAX, "a message is short: %s", message);
        BrokenClaim.unless(
                message.chars().noneMatch(c -> c < ' ' || Character.isSurrogate((char) c)),
                "a message is a line that can be printed: %s",
                message);
        BrokenClaim.unlessEqual(refused.input(), text, "the input is told as it was");
        BrokenClaim.unless(
                refused.position() >= 0 && refused.position() <= text.length(),
                "the position %s is one of the input's",
                refused.position());
    }

    private static void check(Url url) {
        String href = url.href();
        BrokenClaim.unless(href.chars().allMatch(c -> c >= ' ' && c < 0x7F), "a URL is ASCII: %s", href);
        Url again = Url.parse(href);
        BrokenClaim.unlessEqual(again.href(), href, "to parse a URL again changes nothing");
        checkSameParts(url, again);
        BrokenClaim.unlessEqual(joined(url), href, "the parts of a URL are its text");
        BrokenClaim.unless(url.port() >= -1 && url.port() <= 0xFFFF, "a port has 16 bits: %s", url.port());
        if (url.isHttp()) {
            BrokenClaim.unless(!url.host().isEmpty(), "who speaks HTTP has a host: %s", href);
            BrokenClaim.unless(url.requestTarget().startsWith("/"), "a path begins with a slash: %s", href);
            BrokenClaim.unless(url.requestTarget().indexOf(' ') < 0, "a request target is one word: %s", href);
        }
        Url bare = url.withoutFragment().withoutCredentials();
        BrokenClaim.unless(!bare.hasCredentials() && bare.fragment().isEmpty(), "what is taken off is off: %s", bare);
        BrokenClaim.unlessEqual(
                bare.requestTarget(), url.requestTarget(), "what is taken off is no part of the target");
    }

    private static String joined(Url url) {
        String text = url.href();
        int colon = url.scheme().length();
        String authority = url.hasCredentials() || !url.host().isEmpty() || text.startsWith("://", colon)
                ? "//" + credentials(url) + url.authority()
                : "";
        String target = url.requestTarget();
        String fragment = text.substring(text.length() - url.fragment().length());
        BrokenClaim.unlessEqual(fragment, url.fragment(), "a fragment ends the text");
        String mark = text.indexOf('#') >= 0 ? "#" : "";
        // A path that begins with two slashes has "/." before it where there is no host to tell it from.
        String dot = authority.isEmpty() && target.startsWith("//") ? "/." : "";
        return url.scheme() + ":" + authority + dot + target + mark + fragment;
    }

    private static String credentials(Url url) {
        if (!url.hasCredentials()) {
            return "";
        }
        return url.username() + (url.password().isEmpty() ? "" : ":" + url.password()) + "@";
    }

    /// With a charset the standard's own parser does the work; the base counts for nothing, as its scheme is no
    /// other's.
    private static void checkTheLongWay(Url url, String text) {
        Url slow = Url.parse(text, UNRELATED, StandardCharsets.UTF_8);
        BrokenClaim.unlessEqual(slow.href(), url.href(), "the short way makes the same URL");
        checkSameParts(url, slow);
    }

    private static void checkSameParts(Url one, Url other) {
        BrokenClaim.unlessEqual(parts(one), parts(other), "the same URL has the same parts");
        BrokenClaim.unlessEqual(one, other, "the same URL is equal");
    }

    private static List<Object> parts(Url url) {
        return List.of(
                url.scheme(),
                url.username(),
                url.password(),
                url.hasCredentials(),
                url.host(),
                url.port(),
                url.authority(),
                url.path(),
                url.query(),
                url.fragment(),
                url.origin(),
                url.hasIpHost(),
                url.hasOpaquePath());
    }

    private static void resolve(Url base, String reference) {
        for (Charset charset : CHARSETS) {
            try {
                Url resolved = Url.parse(reference, base, charset);
                check(resolved);
                checkLinkToItself(resolved);
            } catch (UrlParseException refused) {
                check(refused, reference);
            }
        }
    }

    /// An empty reference is the page itself; where there is no hierarchy it cannot be resolved.
    private static void checkLinkToItself(Url url) {
        if (!url.hasOpaquePath()) {
            BrokenClaim.unlessEqual(url.resolve(""), url.withoutFragment(), "a page links to itself by nothing");
        }
    }
}
