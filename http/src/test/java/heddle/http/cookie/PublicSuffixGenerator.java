package heddle.http.cookie;

import crawlercommons.domains.EffectiveTldFinder;
import heddle.url.Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Writes the resource of [PublicSuffixes] from the list that crawler-commons carries. Run its `main` in the
/// module's folder after an update of crawler-commons; [PublicSuffixesTest] fails until then.
final class PublicSuffixGenerator {
    static final Path RESOURCE = Path.of("src/main/resources/heddle/http/cookie/public-suffixes.txt");

    private PublicSuffixGenerator() {}

    static void main() throws IOException {
        Files.createDirectories(RESOURCE.getParent());
        Files.writeString(RESOURCE, generate());
    }

    /// The whole resource.
    static String generate() throws IOException {
        return String.join("\n", rules().stream().sorted().distinct().toList()) + "\n";
    }

    /// The rules of the list, in ASCII, with their `!` or `*.`; names without a dot need none.
    static List<String> rules() throws IOException {
        try (var list = EffectiveTldFinder.class.getResourceAsStream("/effective_tld_names.dat")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\\s", 2)[0])
                    .filter(rule -> !rule.isEmpty() && !rule.startsWith("//") && rule.contains("."))
                    .map(PublicSuffixGenerator::inAscii)
                    .toList();
        }
    }

    private static String inAscii(String rule) {
        int nameStart = rule.startsWith("!") ? 1 : rule.startsWith("*.") ? 2 : 0;
        return rule.substring(0, nameStart)
                + Url.parse("http://" + rule.substring(nameStart)).host();
    }
}
