package heddle.fuzz;

import heddle.client.wire.Talk;
import java.util.List;

/// What came of the exchanges on one connection.
///
/// @param all   of those that it has served, in order
/// @param isKept whether it could have served one more
record Answers(List<Answer> all, boolean isKept) {
    static Answers of(Talk.Outcome outcome) {
        return new Answers(outcome.told().stream().map(Answer::of).toList(), outcome.isKept());
    }

    /// Throws unless the other ones are the same.
    void requireSame(Answers other) {
        BrokenClaim.unlessEqual(all.size(), other.all.size(), "cuts do not change how much a connection serves");
        for (int i = 0; i < all.size(); i++) {
            all.get(i).requireSame(other.all.get(i));
        }
        BrokenClaim.unlessEqual(isKept, other.isKept, "cuts do not change whether a connection serves again");
    }

    /// Whether the connection could have served one more exchange after that one.
    boolean isKeptAfter(int index) {
        return index + 1 < all.size() || isKept;
    }
}
