package heddle.fetch.exchange;

import heddle.fetch.options.ContentRules;
import heddle.http.Headers;
import heddle.http.Status;
import java.util.Optional;
import java.util.OptionalLong;

/// Says of a response why it is not wanted, as soon as that can be known: by its head, if that will do, before any of
/// its body is read.
record Admission(ContentRules rules) {
    /// Why a response is not wanted.
    ///
    /// @param kind    a stable word
    /// @param message for people
    record Refusal(String kind, String message) {}

    /// Whether somebody has said that this status will do.
    boolean isAccepted(Status status) {
        return rules.statuses().map(accepted -> accepted.has(status)).orElse(false);
    }

    /// What the status alone decides.
    Optional<Refusal> status(Status status) {
        return rules.statuses().isEmpty() || isAccepted(status)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "status_not_accepted",
                        status + " is not among " + rules.statuses().orElseThrow()));
    }

    /// What the fields about a body decide.
    Optional<Refusal> body(Headers headers) {
        return type(headers.first("Content-Type")).or(() -> tooShort(headers));
    }

    private Optional<Refusal> type(Optional<String> type) {
        boolean isWanted = rules.types().map(wanted -> wanted.has(type)).orElse(true);
        return isWanted
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "type_not_accepted",
                        type.map(named -> "'" + named + "'").orElse("a body without a type") + " is not among "
                                + rules.types().orElseThrow()));
    }

    /// Of a body that is coded the length is not known.
    private Optional<Refusal> tooShort(Headers headers) {
        OptionalLong length = headers.has("Content-Encoding") ? OptionalLong.empty() : length(headers);
        return length.isPresent() ? size(length.getAsLong()) : Optional.empty();
    }

    /// How long a body is on the wire, where its head says so.
    static OptionalLong length(Headers headers) {
        return headers.first("Content-Length").filter(text -> text.matches("[0-9]{1,18}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /// What its size decides, once that is known.
    Optional<Refusal> size(long bytes) {
        return bytes >= rules.bytesMin().orElse(0)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "too_small",
                        "a body of " + bytes + " bytes, and at least "
                                + rules.bytesMin().getAsLong() + " are wanted"));
    }
}
