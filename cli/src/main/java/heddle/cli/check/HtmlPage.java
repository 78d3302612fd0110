package heddle.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Reads HTML, by jsoup.
final class HtmlPage {
    /// The attributes that lead somewhere (the HTML standard, its index of attributes).
    private static final Map<String, Set<String>> LINKS = Map.ofEntries(
            Map.entry("href", Set.of("a", "area", "link", "image", "use")),
            Map.entry("src", Set.of("audio", "embed", "iframe", "img", "input", "script", "source", "track", "video")),
            Map.entry("srcset", Set.of("img", "source")),
            Map.entry("cite", Set.of("blockquote", "del", "ins", "q")),
            Map.entry("data", Set.of("object")),
            Map.entry("poster", Set.of("video")),
            Map.entry("action", Set.of("form")),
            Map.entry("formaction", Set.of("button", "input")));

    /// What a `link` says of a whole origin, and of no page there.
    private static final Set<String> HINTS = Set.of("preconnect", "dns-prefetch");

    private HtmlPage() {}

    /// A page in text.
    static Page of(String html) {
        return page(Jsoup.parse(html, "", parser()));
    }

    /// One in bytes.
    ///
    /// @param charset that somebody has named; without it the page's own `meta` element counts, else UTF-8
    static Page of(InputStream bytes, @Nullable String charset) throws IOException {
        return page(Jsoup.parse(bytes, isKnown(charset) ? charset : null, "", parser()));
    }

    private static boolean isKnown(@Nullable String charset) {
        try {
            return charset != null && Charset.isSupported(charset);
        } catch (IllegalCharsetNameException senseless) {
            return false;
        }
    }

    private static Parser parser() {
        return Parser.htmlParser().setTrackPosition(true);
    }

    private static Page page(Document document) {
        List<Written> links = new ArrayList<>();
        Set<String> anchors = new HashSet<>();
        for (Element element : document.getAllElements()) {
            LINKS.forEach((attribute, names) -> {
                if (names.contains(element.normalName()) && element.hasAttr(attribute) && !isHint(element)) {
                    for (String link : links(attribute, element.attr(attribute))) {
                        links.add(new Written(
                                link, Math.max(0, element.sourceRange().start().lineNumber())));
                    }
                }
            });
            anchors.add(element.id());
            if (element.normalName().equals("a")) {
                anchors.add(element.attr("name"));
            }
        }
        return new Page(
                links,
                anchors,
                Optional.ofNullable(document.selectFirst("base[href]")).map(base -> base.attr("href")));
    }

    private static boolean isHint(Element element) {
        return element.normalName().equals("link")
                && Arrays.stream(element.attr("rel").toLowerCase(Locale.ROOT).split("\\s+"))
                        .anyMatch(HINTS::contains);
    }

    /// A `srcset` is several, each with a width or a density behind it.
    private static List<String> links(String attribute, String value) {
        if (!attribute.equals("srcset")) {
            return List.of(value.strip());
        }
        return Arrays.stream(value.split(",\\s+|,$"))
                .map(candidate -> candidate.strip().split("\\s+", 2)[0])
                .filter(link -> !link.isEmpty())
                .toList();
    }
}
