package heddle.cli.check;

import heddle.url.Url;
import java.nio.file.Path;

/// What a link leads to.
sealed interface Leads {
    /// A page of the web.
    ///
    /// @param page     without a fragment
    /// @param fragment without the `#`, as it is written; empty for none
    record ToPage(Url page, String fragment) implements Leads {}

    /// A file of this machine.
    record ToFile(Path file, String fragment) implements Leads {}

    /// Something that is not looked at.
    record Nowhere(String reason) implements Leads {}

    /// It makes no sense.
    record Astray(String reason) implements Leads {}
}
