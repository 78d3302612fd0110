package heddle.cli.check;

import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Good;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that links lead to, whatever their fragments: it is looked at once. Found out by one thread, read by
/// another when all is done.
final class Goal {
    private final String address;
    private final Map<String, Boolean> fragments = new HashMap<>();
    private volatile @Nullable Verdict verdict;

    /// @param address of the page, or the file
    Goal(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /// Notes that a link names this part of it.
    void want(String fragment) {
        if (!fragment.isEmpty() && !fragment.equals("top") && !fragment.startsWith(":~:")) {
            fragments.put(fragment, true);
        }
    }

    /// Whether any link names a part of it.
    boolean isWantedInParts() {
        return !fragments.isEmpty();
    }

    /// Notes what was found out, as far as anything was found out about its parts.
    void found(Verdict said, Optional<Set<String>> anchors) {
        anchors.ifPresent(there -> fragments.replaceAll((fragment, _) -> there.contains(fragment)));
        verdict = said;
    }

    /// What is to be said of a link that names this part.
    Verdict verdict(String fragment) {
        Verdict said = verdict;
        if (said == null) {
            return new Verdict.Excluded("stopped before it was looked at");
        }
        boolean isThere = fragments.getOrDefault(fragment, true);
        return said instanceof Good good && !isThere
                ? new Broken(good.status(), "fragment", "there is no #" + fragment)
                : said;
    }
}
