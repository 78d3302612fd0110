package heddle.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The paths that a Markdown document names: link targets, and code spans that begin with a folder or file of the
/// root.
final class DocumentPaths {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern CODE_SPAN = Pattern.compile("`([\\w.-]+(?:/[\\w.-]+)+/?)`");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

    private DocumentPaths() {}

    static List<String> of(Path document) {
        String prose = FENCE.matcher(Checkout.text(document)).replaceAll("");
        List<String> paths = new ArrayList<>();
        collect(LINK.matcher(prose), paths);
        collect(CODE_SPAN.matcher(prose), paths);
        return paths.stream()
                .filter(path -> !path.contains("://") && !path.startsWith("mailto:"))
                .filter(path -> isOfTheCheckout(document, path))
                .toList();
    }

    static boolean exists(Path document, String path) {
        return Files.exists(document.getParent().resolve(path)) || Files.exists(Checkout.ROOT.resolve(path));
    }

    /// A code span such as `text/plain` is no path; one whose first step is a folder here is meant as one. A link
    /// always is.
    private static boolean isOfTheCheckout(Path document, String path) {
        String first = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        return !path.contains("/")
                || first.startsWith(".")
                || Files.exists(Checkout.ROOT.resolve(first))
                || Files.exists(document.getParent().resolve(first));
    }

    private static void collect(Matcher matcher, List<String> paths) {
        while (matcher.find()) {
            paths.add(matcher.group(1));
        }
    }
}
