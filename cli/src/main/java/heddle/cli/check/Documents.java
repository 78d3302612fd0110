package heddle.cli.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Documents of this machine: which there are, and what is in them.
///
/// @param excludedPaths patterns of those that are passed over
public record Documents(List<Pattern> excludedPaths) {
    private static final Set<String> MARKDOWN =
            Set.of("md", "markdown", "mdown", "mdwn", "mkd", "mkdn", "mkdown", "mdx", "qmd", "rmd");
    private static final Set<String> HTML = Set.of("html", "htm", "xhtml");

    /// Copies the list.
    public Documents {
        excludedPaths = List.copyOf(excludedPaths);
    }

    /// This file, whatever its name; or those below this folder that are documents by their names, in order, but for
    /// what is hidden.
    List<Path> of(Path named) throws IOException {
        if (!Files.isDirectory(named)) {
            return isExcluded(named) ? List.of() : List.of(named);
        }
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(named, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isPassedOver = !folder.equals(named) && (isHidden(folder) || isExcluded(folder));
                return isPassedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isDocument(file) && !isHidden(file) && !isExcluded(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found.stream().sorted().toList();
    }

    private boolean isExcluded(Path path) {
        return excludedPaths.stream()
                .anyMatch(pattern -> pattern.matcher(path.toString()).find());
    }

    private static boolean isHidden(Path path) {
        String name = name(path);
        return name.startsWith(".") && !name.equals(".") && !name.equals("..");
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String suffix(Path path) {
        String name = name(path);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static boolean isDocument(Path file) {
        return MARKDOWN.contains(suffix(file)) || HTML.contains(suffix(file));
    }

    /// What is in one: HTML if its name says so, else Markdown, which plain text is, too.
    static Page read(Path file) throws IOException {
        if (HTML.contains(suffix(file))) {
            try (var bytes = Files.newInputStream(file)) {
                return HtmlPage.of(bytes, null);
            }
        }
        return MarkdownPage.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
}
