package heddle.fetch.list;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of a list that is a JSON object, being read: its URL, the members to be passed through, and the members
/// that make it a request of its own, `method`, `headers`, `body` and `body_base64`.
///
/// These three count only beside a `method`: what other programs write about pages often has `headers` and a `body`,
/// too, which are those of a response.
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private final Columns columns;
    private final List<Cell> cells = new ArrayList<>();
    private final RequestMembers request = new RequestMembers();
    private @Nullable String url;
    private @Nullable String reason;

    private JsonLine(Columns columns) {
        this.columns = columns;
    }

    /// The line as an entry. Throws a `JsonProcessingException` when the bytes are not one JSON object.
    static ListLine.Entry read(long number, byte[] bytes, int offset, int length, Columns columns)
            throws IOException, BadLineException {
        JsonLine line = new JsonLine(columns);
        try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLineException("is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
                line.member(parser.currentName(), parser);
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new BadLineException("has more than one JSON object");
            }
        }
        return line.entry(number);
    }

    private void member(String name, JsonParser parser) throws IOException, BadLineException {
        if (name.equals(columns.url()) && url == null && parser.currentToken() == JsonToken.VALUE_STRING) {
            url = parser.getText();
        }
        if (name.equals("errormsg") && parser.currentToken() == JsonToken.VALUE_STRING) {
            reason = parser.getText();
        }
        if (!columns.kept().contains(name)) {
            request.member(name, parser);
            return;
        }
        if (cells.stream().anyMatch(there -> there.name().equals(name))) {
            throw new BadLineException("has the member \"" + name + "\" twice");
        }
        Cell cell = parser.currentToken().isStructStart() ? Cell.json(name, structure(parser)) : cell(name, parser);
        cells.add(cell);
        if (cell.kind() == Cell.Kind.TEXT) {
            request.member(name, parser);
        } else if (name.equals(RequestMembers.HEADERS)) {
            try (JsonParser again = JSON.createParser(cell.value())) {
                again.nextToken();
                request.member(name, again);
            }
        }
    }

    private static Cell cell(String name, JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? Cell.text(name, parser.getText())
                : Cell.json(name, parser.getText());
    }

    private static String structure(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = JSON.createGenerator(text)) {
            copy.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }

    private ListLine.Entry entry(long number) throws BadLineException {
        String found = url;
        if (found == null) {
            throw new BadLineException("is a JSON object without a text member \"" + columns.url() + "\""
                    + (reason == null ? "" : ": " + reason));
        }
        if (found.isEmpty()) {
            throw new BadLineException("has an empty \"" + columns.url() + "\"");
        }
        cells.sort(Comparator.comparingInt(cell -> columns.kept().indexOf(cell.name())));
        Optional<LineRequest> asked = request.asked();
        Particulars particulars = asked.isEmpty() ? Particulars.of(cells) : new Particulars(asked, cells);
        if (particulars.size() > Particulars.SIZE_MAX) {
            throw new BadLineException("brings more along than the " + Particulars.SIZE_MAX + " bytes that it may");
        }
        return new ListLine.Entry(number, new Listed(found, particulars));
    }
}
