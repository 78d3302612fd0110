package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heddle.http.BodyFraming;
import heddle.http.Headers;
import heddle.http.HttpDate;
import heddle.http.HttpVersion;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.http.ProtocolException;
import heddle.http.Status;
import heddle.http.cache.CacheControl;
import heddle.http.retry.RateLimitFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Header fields: a field a line, as name, colon, value.
///
/// A field can be sent, or an [InvalidRequestException] says why not, without its value. What can be sent is the same
/// after it was built again. Lists are the same when their members are joined again. Dates are the same when they are
/// written out; times are none below zero. The end of a body is known, or a [ProtocolException] says that it is not.
public final class FieldsTarget {
    private static final Instant NOW = Instant.parse("2030-06-15T12:00:00Z");
    private static final List<String> LISTS = List.of("Connection", "Cache-Control", "Accept", "Transfer-Encoding");

    private FieldsTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        Headers.Builder builder = Headers.builder();
        for (String line : new String(input, ISO_8859_1).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon >= 0) {
                add(builder, line.substring(0, colon), line.substring(colon + 1));
            }
        }
        Headers headers = builder.build();
        checkBuilt(headers);
        LISTS.forEach(name -> checkList(headers, name));
        headers.all("Date").forEach(FieldsTarget::checkDate);
        checkTimes(headers);
        checkFraming(headers);
    }

    private static void add(Headers.Builder builder, String name, String value) {
        try {
            builder.add(name, value);
            BrokenClaim.unless(builder.has(name), "a field that was added is there");
        } catch (InvalidRequestException refused) {
            boolean isTold = value.length() > 8 && refused.getMessage().contains(value);
            BrokenClaim.unless(!isTold || name.contains(value), "a refusal does not tell the value");
        }
    }

    private static void checkBuilt(Headers headers) {
        Headers.Builder again = Headers.builder();
        headers.forEach(field -> again.add(field.name(), field.value()));
        BrokenClaim.unlessEqual(again.build(), headers, "fields are the same when they are built again");
        BrokenClaim.unlessEqual(again.build().hashCode(), headers.hashCode(), "equal fields have equal hashes");
        for (Headers.Field field : headers) {
            BrokenClaim.unless(headers.all(field.name()).contains(field.value()), "a field is found by its name");
        }
    }

    private static void checkList(Headers headers, String name) {
        List<String> members = headers.members(name);
        for (String member : members) {
            BrokenClaim.unless(!member.isEmpty(), "no member is empty");
            BrokenClaim.unless(headers.hasMember(name, member), "a member is there: %s", member);
        }
        if (headers.all(name).size() == 1) {
            List<String> again = Headers.of(name, String.join(", ", members)).members(name);
            BrokenClaim.unlessEqual(again, members, "a list is the same when it is joined again");
        }
    }

    private static void checkDate(String text) {
        HttpDate.parse(text, NOW)
                .ifPresent(date -> BrokenClaim.unlessEqual(
                        HttpDate.parse(HttpDate.format(date), NOW).orElse(Instant.MIN),
                        date,
                        "a date is the same when it is written out"));
    }

    private static void checkTimes(Headers headers) {
        CacheControl control = CacheControl.of(headers);
        for (String directive : List.of("max-age", "s-maxage", "stale-while-revalidate")) {
            Duration time = control.time(directive).orElse(Duration.ZERO);
            BrokenClaim.unless(!time.isNegative(), "no time is below zero: %s", time);
            BrokenClaim.unless(
                    control.validTime(directive).isEmpty() || control.has(directive), "who has a time is there");
        }
        RateLimitFields.pause(headers)
                .ifPresent(pause -> BrokenClaim.unless(!pause.isNegative(), "no pause is below zero: %s", pause));
    }

    private static void checkFraming(Headers headers) {
        try {
            var framing = BodyFraming.ofResponse(Method.GET, Status.of(200), headers);
            if (framing instanceof BodyFraming.Length(long bytes)) {
                BrokenClaim.unless(bytes >= 0, "no body has less than no bytes");
            }
            boolean isDoubtful = headers.has("Transfer-Encoding") && headers.has("Content-Length");
            BrokenClaim.unless(!isDoubtful, "two lengths are none");
        } catch (ProtocolException _) {
            BrokenClaim.unless(
                    headers.has("Transfer-Encoding") || headers.has("Content-Length"), "no length is no fault");
        }
        try {
            var framing = BodyFraming.ofRequest(HttpVersion.HTTP_1_1, headers);
            BrokenClaim.unless(!(framing instanceof BodyFraming.UntilClose), "a request does not end by a close");
        } catch (ProtocolException _) {
            // Said above.
        }
        var _ = BodyFraming.keepsConnection(HttpVersion.HTTP_1_0, headers);
    }
}
