package heddle.cli.check;

import heddle.cli.check.Leads.Astray;
import heddle.cli.check.Leads.Nowhere;
import heddle.cli.check.Leads.ToFile;
import heddle.cli.check.Leads.ToPage;
import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Excluded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All links, in memory, by what they lead to. For one thread while it is filled.
final class LinkBook {
    private final Exclusions exclusions;
    private final Parts parts;
    private final Map<String, Goal> pages = new LinkedHashMap<>();
    private final Map<Path, Goal> files = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /// What becomes of fragments.
    enum Parts {
        /// They are looked for.
        LOOKED_FOR,
        /// They are passed over.
        PASSED_OVER
    }

    /// A link, and who can tell what is to be said of it.
    private record Entry(Place place, String url, Function<String, Verdict> verdict, String fragment) {}

    LinkBook(Exclusions exclusions, Parts parts) {
        this.exclusions = exclusions;
        this.parts = parts;
    }

    /// Adds a link that somebody has named himself.
    void addNamed(Place place, String text, Leads leads) {
        add(place, text, leads, Optional.empty());
    }

    /// Adds one that stands in a document.
    void addFound(Place place, String text, Leads leads) {
        boolean isExample = leads instanceof ToPage page && Exclusions.isExample(page.page());
        add(place, text, leads, isExample ? Optional.of("a name for examples (RFC 2606)") : Optional.empty());
    }

    private void add(Place place, String text, Leads leads, Optional<String> otherReason) {
        switch (leads) {
            case Nowhere nowhere -> decided(place, text, new Excluded(nowhere.reason()));
            case Astray astray -> decided(place, text, Broken.of("url", astray.reason()));
            case ToPage(var page, var fragment) -> {
                String href = withFragment(page.href(), fragment);
                Optional<String> excluded = exclusions
                        .reason(href)
                        .or(() -> exclusions.reason(page))
                        .or(() -> otherReason);
                goal(place, href, excluded, pages, page.href(), fragment);
            }
            case ToFile(var file, var fragment) -> {
                String href = withFragment(file.toUri().toString(), fragment);
                goal(place, href, exclusions.reason(href), files, file, fragment);
            }
        }
    }

    private static String withFragment(String href, String fragment) {
        return fragment.isEmpty() ? href : href + "#" + fragment;
    }

    private <K> void goal(
            Place place, String href, Optional<String> excluded, Map<K, Goal> goals, K key, String fragment) {
        if (excluded.isPresent()) {
            decided(place, href, new Excluded(excluded.get()));
            return;
        }
        Goal goal = goals.computeIfAbsent(key, it -> new Goal(it.toString()));
        if (parts == Parts.LOOKED_FOR) {
            goal.want(fragment);
        }
        entries.add(new Entry(place, href, goal::verdict, fragment));
    }

    private void decided(Place place, String text, Verdict verdict) {
        entries.add(new Entry(place, text, _ -> verdict, ""));
    }

    /// What is to be asked for.
    Map<String, Goal> pages() {
        return pages;
    }

    /// What is to be looked up on the disk.
    Map<Path, Goal> files() {
        return files;
    }

    /// What is said of each link by now.
    List<Finding> findings() {
        return entries.stream()
                .map(entry -> new Finding(entry.place, entry.url, entry.verdict.apply(entry.fragment)))
                .toList();
    }
}
