package heddle.bench.interop;

import java.util.Locale;

/// The columns of the table: what each server is tried with.
enum Trial {
    GET(Downs::get),
    HEAD(Downs::head),
    POST(Ups::post),
    CHUNKED(Ups::chunked),
    DOWN(Downs::large),
    UP(Ups::large),
    GZIP(Downs::compressed),
    REDIRECT(Downs::redirected),
    REUSE(Connections::reused),
    CONTINUE(Ups::invited),
    RANGE(Downs::range),
    RESUME(Downs::resumed),
    TRAILERS(Downs::trailers),
    EARLY(Connections::givenUp),
    NO_CONTENT(Connections::withoutContent),
    NOT_MODIFIED(Connections::notModified);

    @SuppressWarnings("ImmutableEnumChecker") // references to methods, which have no state
    private final Steps steps;

    /// What is done; it throws what is wrong.
    private interface Steps {
        void run(Visit visit) throws Exception;
    }

    Trial(Steps steps) {
        this.steps = steps;
    }

    /// Its name in a row and in the table.
    String word() {
        return switch (this) {
            case NO_CONTENT -> "204";
            case NOT_MODIFIED -> "304";
            case CONTINUE -> "100";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    void run(Visit visit) throws Exception {
        steps.run(visit);
    }
}
