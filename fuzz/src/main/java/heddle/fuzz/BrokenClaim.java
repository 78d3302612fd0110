package heddle.fuzz;

import org.jspecify.annotations.Nullable;

/// Something that a target says of its subject does not hold. What a fuzzer looks for, beside what it finds by itself:
/// anything else that is thrown, and an input that takes too long.
public final class BrokenClaim extends AssertionError {
    private static final long serialVersionUID = 1L;

    private BrokenClaim(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Throws unless it is so. The claim is a whole sentence, with what was met for each `%s`.
    @SuppressWarnings("AnnotateFormatMethod") // an annotation of another library
    static void unless(boolean isSo, String claim, Object... met) {
        if (!isSo) {
            throw new BrokenClaim(claim.formatted(met), null);
        }
    }

    /// Throws unless both are equal.
    static void unlessEqual(Object one, Object other, String claim) {
        unless(one.equals(other), "%s: %s and %s", claim, one, other);
    }

    /// That this was thrown, which should not have been.
    static BrokenClaim by(@Nullable Throwable thrown, String claim) {
        return new BrokenClaim(claim, thrown);
    }
}
