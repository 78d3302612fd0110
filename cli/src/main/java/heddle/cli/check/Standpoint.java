package heddle.cli.check;

import heddle.cli.check.Leads.Astray;
import heddle.cli.check.Leads.Nowhere;
import heddle.cli.check.Leads.ToFile;
import heddle.cli.check.Leads.ToPage;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// What the links of a document are relative to.
///
/// @param url  of the document, or what is said to be the base of its links
/// @param root the folder that links of local files which begin with `/` are below, if somebody has named it
record Standpoint(Url url, Optional<Path> root) {
    private static final String FILE = "file";

    /// That of a file.
    static Standpoint of(Path file, Optional<Path> root) {
        return new Standpoint(url(file), root);
    }

    private static Url url(Path file) {
        return Url.parse(file.toAbsolutePath().normalize().toUri().toString());
    }

    /// The same where the document names another.
    Standpoint named(String href) {
        try {
            return new Standpoint(Url.parse(href, url), root);
        } catch (UrlParseException senseless) {
            return this;
        }
    }

    /// Where a link leads from here.
    Leads lead(String text) {
        try {
            boolean isOfFile = url.scheme().equals(FILE);
            if (isOfFile && text.startsWith("//")) {
                return of(Url.parse("https:" + text));
            }
            return isOfFile && text.startsWith("/") ? fromRoot(text) : of(Url.parse(text, url));
        } catch (UrlParseException | InvalidPathException e) {
            return new Astray("no URL: " + e.getMessage());
        }
    }

    private Leads fromRoot(String text) {
        return root.map(folder -> of(Url.parse(text.substring(1), url(folder.resolve("x")))))
                .orElseGet(() -> new Astray("it begins with / and neither --root-dir nor --base-url says below what"));
    }

    private static Leads of(Url url) {
        if (url.isHttp()) {
            return new ToPage(url.withoutFragment(), decoded(url.fragment()));
        }
        return url.scheme().equals(FILE)
                ? new ToFile(Path.of(decoded(url.path())), decoded(url.fragment()))
                : new Nowhere("nothing to ask for: " + url.scheme());
    }

    /// Where a text leads that is relative to nothing, such as one of a list.
    static Leads alone(String text) {
        try {
            return of(Url.parse(text));
        } catch (UrlParseException | InvalidPathException e) {
            return new Astray("no URL: " + e.getMessage());
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
