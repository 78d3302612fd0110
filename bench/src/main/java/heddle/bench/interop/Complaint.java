package heddle.bench.interop;

import java.io.Serial;

/// What a trial finds wrong.
final class Complaint extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Complaint(String what) {
        super(what);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is a dependency that nothing else needs
    static void unless(boolean isRight, String what, Object... facts) {
        if (!isRight) {
            throw new Complaint(what.formatted(facts));
        }
    }
}
