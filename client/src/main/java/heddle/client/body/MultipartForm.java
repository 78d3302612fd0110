package heddle.client.body;

import heddle.http.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A form with files, as browsers send it: `multipart/form-data` (RFC 7578), encoded as WHATWG HTML says (4.10.21.8).
///
///     session.post(url).body(MultipartForm.empty().field("title", "Sunset").file("photo", path)).text()
///
/// Immutable; each method returns a form with one more part. Files and other bodies are read when the form
/// is sent, none is held in memory. The length is announced if every part has one; the form can be sent
/// again if every part can.
///
/// In names and file names a line break becomes `%0D%0A` and a quote `%22`, so that nobody who chooses a file's name
/// writes a header of the part; in names and values of fields each line break is CR LF. All text is UTF-8.
public final class MultipartForm {
    private static final MultipartForm EMPTY = new MultipartForm(List.of());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BOUNDARY_BYTES = 16;

    private final List<Part> parts;

    private MultipartForm(List<Part> parts) {
        this.parts = parts;
    }

    private record Part(String disposition, Optional<String> type, RequestBody body) {}

    /// A form without parts.
    public static MultipartForm empty() {
        return EMPTY;
    }

    /// With a field that has this value.
    public MultipartForm field(String name, String value) {
        String disposition = "form-data; name=\"" + escaped(withLineBreaks(name)) + "\"";
        return with(new Part(disposition, Optional.empty(), RequestBody.of(utf8(withLineBreaks(value)))));
    }

    /// With a file, under its own name, and a type that its ending tells, or `application/octet-stream`.
    public MultipartForm file(String name, Path file) throws IOException {
        String type = Optional.ofNullable(Files.probeContentType(file)).orElse("application/octet-stream");
        return file(name, String.valueOf(file.getFileName()), type, RequestBody.of(file));
    }

    /// With what is sent as a file of that name and type.
    ///
    /// Throws [heddle.http.InvalidRequestException] when the type has a line break or another control.
    public MultipartForm file(String name, String fileName, String type, RequestBody body) {
        Headers checked = Headers.of("Content-Type", type);
        String disposition =
                "form-data; name=\"%s\"; filename=\"%s\"".formatted(escaped(withLineBreaks(name)), escaped(fileName));
        return with(new Part(disposition, checked.first("Content-Type"), body));
    }

    private MultipartForm with(Part part) {
        var more = new ArrayList<>(parts);
        more.add(part);
        return new MultipartForm(List.copyOf(more));
    }

    /// Every line break as CR LF.
    private static String withLineBreaks(String text) {
        return text.replaceAll("\r\n|\r|\n", "\r\n");
    }

    private static String escaped(String text) {
        return text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The form as it goes out, between boundaries that nobody can guess.
    public Encoded encoded() {
        byte[] random = new byte[BOUNDARY_BYTES];
        RANDOM.nextBytes(random);
        return encoded("----heddle" + HexFormat.of().formatHex(random));
    }

    Encoded encoded(String boundary) {
        var bodies = new ArrayList<RequestBody>();
        for (Part part : parts) {
            String type = part.type().map(it -> "Content-Type: " + it + "\r\n").orElse("");
            bodies.add(RequestBody.of(
                    utf8("--" + boundary + "\r\nContent-Disposition: " + part.disposition() + "\r\n" + type + "\r\n")));
            bodies.add(part.body());
            bodies.add(RequestBody.of(utf8("\r\n")));
        }
        bodies.add(RequestBody.of(utf8("--" + boundary + "--\r\n")));
        return new Encoded("multipart/form-data; boundary=" + boundary, joined(bodies));
    }

    private static RequestBody joined(List<RequestBody> bodies) {
        OptionalLong length = bodies.stream().allMatch(body -> body.length().isPresent())
                ? OptionalLong.of(bodies.stream()
                        .mapToLong(body -> body.length().getAsLong())
                        .sum())
                : OptionalLong.empty();
        boolean servesOnce =
                bodies.stream().anyMatch(body -> body instanceof RequestBody.Streamed part && !part.isReopened());
        return servesOnce
                ? RequestBody.once(length, new JoinedSource(bodies))
                : RequestBody.anew(length, () -> new JoinedSource(bodies));
    }

    /// A form as the body of a request.
    ///
    /// @param contentType with the boundary between its parts
    /// @param body all parts
    public record Encoded(String contentType, RequestBody body) {}

    @Override
    public String toString() {
        return "MultipartForm[%d parts]".formatted(parts.size());
    }
}
