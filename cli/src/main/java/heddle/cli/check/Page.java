package heddle.cli.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is of interest in a document.
///
/// @param links   in order
/// @param anchors that fragments may name
/// @param base    that its links are relative to, if it says so itself
public record Page(List<Written> links, Set<String> anchors, Optional<String> base) {
    /// Copies list and set.
    public Page {
        links = List.copyOf(links);
        anchors = Set.copyOf(anchors);
    }
}
