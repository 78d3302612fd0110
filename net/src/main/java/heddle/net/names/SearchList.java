package heddle.net.names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which absolute names a relative name may stand for, as resolv.conf(5) has it: a name with at least `ndots` dots
/// is tried as it is first, one with fewer dots is tried under each search domain first.
///
/// @param domains at most [#DOMAINS_MAX]
/// @param ndots how many dots make a name look absolute
public record SearchList(List<String> domains, int ndots) {

    private static final int DOMAINS_MAX = 6;
    private static final int NDOTS_MAX = 15;

    public SearchList {
        domains = List.copyOf(domains.subList(0, Math.min(domains.size(), DOMAINS_MAX)));
        ndots = Math.clamp(ndots, 0, NDOTS_MAX);
    }

    /// No search: every name is tried as it is.
    public static SearchList none() {
        return new SearchList(List.of(), 1);
    }

    /// What `/etc/resolv.conf` says; nothing where there is none.
    public static SearchList system() {
        try {
            return parse(Files.readAllLines(Path.of("/etc/resolv.conf"), StandardCharsets.ISO_8859_1));
        } catch (IOException absent) {
            return none();
        }
    }

    static SearchList parse(List<String> lines) {
        List<String> domains = List.of();
        var ndots = 1;
        for (var line : lines) {
            var words = List.of(line.strip().split("\\s+"));
            switch (words.getFirst()) {
                case "domain", "search" -> domains = words.subList(1, words.size());
                case "options" -> ndots = ndots(words, ndots);
                default -> {}
            }
        }
        return new SearchList(domains, ndots);
    }

    /// The names to ask for, in turn, until one exists.
    List<String> candidates(String host) {
        if (host.endsWith(".")) {
            return List.of(host.substring(0, host.length() - 1));
        }
        var names = new ArrayList<String>();
        domains.stream().filter(domain -> !domain.equals(".")).forEach(domain -> names.add(host + "." + domain));
        var looksAbsolute = host.chars().filter(c -> c == '.').count() >= ndots;
        names.add(looksAbsolute ? 0 : names.size(), host);
        return names;
    }

    private static int ndots(List<String> words, int before) {
        return words.stream()
                .filter(word -> word.matches("ndots:\\d{1,3}"))
                .map(word -> Integer.parseInt(word.substring("ndots:".length())))
                .reduce(before, (_, last) -> last);
    }
}
