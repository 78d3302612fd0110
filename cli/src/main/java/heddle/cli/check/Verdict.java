package heddle.cli.check;

import heddle.client.Redirect;
import java.util.List;
import java.util.OptionalInt;

/// What is said of a link.
public sealed interface Verdict {
    /// What it leads to is there.
    ///
    /// @param status    of the last response; none of a file
    /// @param redirects that led there
    record Good(OptionalInt status, List<Redirect> redirects) implements Verdict {
        /// A file that is there.
        static final Good FILE = new Good(OptionalInt.empty(), List.of());

        /// Copies the list.
        public Good {
            redirects = List.copyOf(redirects);
        }
    }

    /// What it leads to is not there, or could not be had.
    ///
    /// @param status of the response, if there was one
    /// @param kind   a stable word: `status`, `fragment`, `file`, `url`, or that of a failure
    /// @param reason for people
    record Broken(OptionalInt status, String kind, String reason) implements Verdict {
        private static final String TIMEOUT = "timeout";

        /// Without a response.
        static Broken of(String kind, String reason) {
            return new Broken(OptionalInt.empty(), kind, reason);
        }

        /// Whether it took too long, which says less than all else.
        public boolean isTimeout() {
            return kind.equals(TIMEOUT);
        }
    }

    /// It was not looked at.
    record Excluded(String reason) implements Verdict {}
}
