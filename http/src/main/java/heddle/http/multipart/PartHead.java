package heddle.http.multipart;

import heddle.http.ProtocolException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What stands before the bytes of a part (RFC 7578, 4.2).
///
/// Names are given as they came: browsers write a quote as `%22` and a line break as `%0D%0A`, which nobody can
/// tell from a name that has those characters; only `\"` and `\\` are undone. A file name is whatever the sender
/// wrote, a path with `..` too: never open it; see [#baseName].
///
/// @param name of the field
/// @param fileName what the sender calls the file; empty for a plain field
/// @param contentType its type, if the sender says one
public record PartHead(String name, Optional<String> fileName, Optional<String> contentType) {
    /// Of the lines of a head, by name in lower case.
    static PartHead of(Map<String, String> fields) {
        String encoding =
                fields.getOrDefault("content-transfer-encoding", "binary").toLowerCase(Locale.ROOT);
        if (!encoding.equals("binary") && !encoding.equals("8bit") && !encoding.equals("7bit")) {
            throw new ProtocolException("a part of the form is in '%s', which RFC 7578 deprecates".formatted(encoding));
        }
        var disposition = Disposition.parse(fields.getOrDefault("content-disposition", ""));
        String name = disposition.parameters().get("name");
        if (!disposition.type().equals("form-data") || name == null) {
            throw new ProtocolException("a part of the form has no Content-Disposition with a name");
        }
        return new PartHead(
                name,
                Optional.ofNullable(disposition.parameters().get("filename")),
                Optional.ofNullable(fields.get("content-type")));
    }

    /// The last step of the file name, whichever way it leans; empty if there is none that can name a file.
    public Optional<String> baseName() {
        return fileName.map(path -> path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
                .filter(last -> !last.isBlank() && !last.equals(".") && !last.equals(".."))
                .filter(last -> last.chars().noneMatch(Character::isISOControl));
    }
}
