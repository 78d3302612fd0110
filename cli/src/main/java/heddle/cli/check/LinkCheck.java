package heddle.cli.check;

import heddle.cli.check.LinkBook.Parts;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.Statuses;
import heddle.url.Url;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One check: what it is given, then what comes of it. Everything is asked for by the engine of `heddle fetch`, with
/// its manners, and once.
public final class LinkCheck {
    /// As much of a page is looked into for its anchors.
    private static final long PAGE_BYTES_MAX = 2 << 20;

    private final Rules rules;
    private final LinkBook book;
    private final long startNanos = System.nanoTime();

    /// How links are read.
    ///
    /// @param exclusions     which are not looked at
    /// @param documents      which files are read
    /// @param baseUrl        that all links of files are relative to, in the place of their own
    /// @param root           the folder that links of files which begin with `/` are below
    /// @param withFragments  whether parts of pages are looked for, too
    public record Rules(
            Exclusions exclusions,
            Documents documents,
            Optional<Url> baseUrl,
            Optional<Path> root,
            boolean withFragments) {}

    /// One that has been given nothing yet.
    public LinkCheck(Rules rules) {
        this.rules = rules;
        book = new LinkBook(rules.exclusions(), rules.withFragments() ? Parts.LOOKED_FOR : Parts.PASSED_OVER);
    }

    /// Adds a URL that somebody has named.
    public void addUrl(Place place, String url) {
        book.addNamed(place, url, Standpoint.alone(url));
    }

    /// Adds the URLs of a list. How its lines want to be asked for does not matter.
    ///
    /// @param name for people
    public void addList(String name, UrlList list) throws IOException {
        try (list;
                UrlLines lines = list.open()) {
            for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                Place place = new Place(name, line.get().number());
                switch (line.get()) {
                    case ListLine.Entry entry -> addUrl(place, entry.url());
                    case ListLine.Duplicate duplicate ->
                        addUrl(place, duplicate.entry().url());
                    case ListLine.Bad bad -> book.addNamed(place, bad.excerpt(), new Leads.Astray(bad.problem()));
                }
            }
        }
    }

    /// Adds the links of a document, or of all documents below a folder.
    public void addDocuments(Path named) throws IOException {
        for (Path file : rules.documents().of(named)) {
            Page page = Documents.read(file);
            Standpoint own = rules.baseUrl()
                    .map(url -> new Standpoint(url, Optional.empty()))
                    .orElseGet(() -> Standpoint.of(file, rules.root()));
            Standpoint base = page.base().map(own::named).orElse(own);
            for (Written link : page.links()) {
                book.addFound(new Place(file.toString(), link.line()), link.text(), base.lead(link.text()));
            }
        }
    }

    /// What it fetches by: heads alone, but of pages that are looked into, and only these statuses.
    public static FetchOptions options(FetchOptions options, Statuses accepted) {
        return options.content(rules -> rules.headsAlone().statuses(accepted).cutAfter(PAGE_BYTES_MAX))
                .session(session -> session.limits(limits -> limits.bodyBytesMax(Long.MAX_VALUE)));
    }

    /// Looks at everything, and says what came of it; also when the fetcher is stopped. Blocks.
    ///
    /// @param known    what need not be asked for; gets what was
    /// @param accepted the statuses of that which will do
    public Findings run(Fetcher fetcher, KnownPages known, Statuses accepted) throws IOException {
        book.files().forEach(LocalFiles::look);
        int all = book.pages().size();
        var pages = known.tell(book.pages(), accepted);
        if (!pages.isEmpty()) {
            fetcher.run(new GoalList(List.copyOf(pages.values())), new GoalSink(pages));
        }
        known.note(pages.values());
        return new Findings(
                book.findings(),
                all + book.files().size(),
                all - pages.size(),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
