package heddle.fuzz.strict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says to one request, as the grammar has it (RFC 9112, 2 to 7 and 9.3), read in the plainest way:
/// what the client reads is compared with it. It knows neither what readers forgive, nor the rarer transfer codings,
/// nor `Keep-Alive`, which was never standardised, and nothing that comes near a limit; of those it says nothing.
public final class StrictMessage {
    private static final int BYTES_MAX = 600;
    private static final int FIELDS_MAX = 8;
    private static final int INTERIM_MAX = 3;
    private static final String TEXT = "\\t \\x21-\\x7E\\x80-\\xFF";
    private static final Pattern STATUS =
            Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2}) ((?:[\\x21-\\x7E\\x80-\\xFF](?:[" + TEXT
                    + "]*[\\x21-\\x7E\\x80-\\xFF])?)?)\\r\\n");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\\t ]*("
            + "(?:[\\x21-\\x7E\\x80-\\xFF](?:[" + TEXT + "]*[\\x21-\\x7E\\x80-\\xFF])?)?)[\\t ]*\\r\\n");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,3}");

    private final String text;
    private final boolean isHead;
    private int at;

    /// Of what a server says to a request, which is HEAD or another.
    public StrictMessage(byte[] bytes, boolean isHead) {
        text = new String(bytes, ISO_8859_1);
        this.isHead = isHead;
    }

    /// A field with its name in lower case, beside what it is called in the message.
    private record Field(String name, String lower, String value) {
        String line() {
            return "\n" + name + ": " + value;
        }
    }

    private record Head(int minor, int code, String reason, List<Field> fields) {
        List<String> all(String lower) {
            return fields.stream()
                    .filter(field -> field.lower.equals(lower))
                    .map(Field::value)
                    .toList();
        }

        boolean hasMember(String lower, String member) {
            return all(lower).stream()
                    .flatMap(value -> Pattern.compile(",").splitAsStream(value))
                    .anyMatch(each -> each.strip().equalsIgnoreCase(member));
        }

        /// Whether its length, if it has one, is a number that is given once; of others this reader says nothing.
        boolean hasPlainLength() {
            List<String> lengths = all("content-length");
            return lengths.isEmpty()
                    || (lengths.size() == 1
                            && LENGTH.matcher(lengths.getFirst()).matches());
        }

        boolean keeps() {
            return !hasMember("connection", "close") && (minor == 1 || hasMember("connection", "keep-alive"));
        }

        String text() {
            var lines = new StringBuilder("HTTP/1.%d %d".formatted(minor, code));
            lines.append(reason.isEmpty() ? "" : " " + reason);
            fields.forEach(field -> lines.append(field.line()));
            return lines.toString();
        }
    }

    /// The response, if it is one to the end that only the grammar is needed for.
    public Optional<StrictResponse> read() {
        if (text.length() > BYTES_MAX) {
            return Optional.empty();
        }
        Optional<Head> head = head();
        for (int i = 0; head.isPresent() && head.get().code < 200; i++) {
            boolean isSwitch = head.get().code == 101;
            head = isSwitch || i == INTERIM_MAX ? Optional.empty() : head();
        }
        return head.flatMap(this::withBody);
    }

    private Optional<Head> head() {
        Matcher status = STATUS.matcher(text).region(at, text.length());
        if (!status.lookingAt()) {
            return Optional.empty();
        }
        at = status.end();
        List<Field> fields = fields();
        if (fields.size() > FIELDS_MAX || !text.startsWith("\r\n", at)) {
            return Optional.empty();
        }
        at += 2;
        var head =
                new Head(Integer.parseInt(status.group(1)), Integer.parseInt(status.group(2)), status.group(3), fields);
        return Optional.of(head).filter(Head::hasPlainLength);
    }

    private List<Field> fields() {
        var fields = new ArrayList<Field>();
        Matcher field = FIELD.matcher(text).region(at, text.length());
        while (field.lookingAt()) {
            String name = field.group(1);
            fields.add(new Field(name, name.toLowerCase(Locale.ROOT), field.group(2)));
            at = field.end();
            field.region(at, text.length());
        }
        return fields;
    }

    private Optional<StrictResponse> withBody(Head head) {
        List<String> codings = head.all("transfer-encoding");
        List<String> lengths = head.all("content-length");
        if (!head.all("keep-alive").isEmpty()) {
            return Optional.empty();
        }
        if (isHead || head.code == 204 || head.code == 304) {
            return Optional.of(new StrictResponse(head.text(), "", "", head.keeps() && isOver()));
        }
        if (!codings.isEmpty()) {
            boolean isPlain = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
            return isPlain && lengths.isEmpty() && head.minor == 1 ? chunked(head) : Optional.empty();
        }
        if (lengths.isEmpty()) {
            return Optional.of(new StrictResponse(head.text(), text.substring(at), "", false));
        }
        return sized(head, Integer.parseInt(lengths.getFirst()));
    }

    private Optional<StrictResponse> sized(Head head, int bytes) {
        if (text.length() - at < bytes) {
            return Optional.empty();
        }
        String body = text.substring(at, at + bytes);
        at += bytes;
        return Optional.of(new StrictResponse(head.text(), body, "", head.keeps() && isOver()));
    }

    private Optional<StrictResponse> chunked(Head head) {
        var chunks = new StrictChunks(text.substring(at));
        return chunks.body().map(body -> {
            List<Field> trailers = new StrictMessage(chunks.trailers().getBytes(ISO_8859_1), false).fields();
            var lines = new StringBuilder();
            trailers.stream().filter(StrictMessage::belongsBehind).forEach(field -> lines.append(field.line()));
            return new StrictResponse(head.text(), body, lines.toString(), head.keeps() && chunks.isOver());
        });
    }

    /// What says where the body ends has come too late, and is dropped.
    private static boolean belongsBehind(Field field) {
        return !List.of("content-length", "transfer-encoding", "trailer").contains(field.lower);
    }

    private boolean isOver() {
        return at == text.length();
    }
}
