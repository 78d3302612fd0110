package heddle.server.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import heddle.http.LimitExceededException;
import heddle.http.ProtocolException;
import heddle.http.Status;
import heddle.http.multipart.MultipartReader;
import heddle.server.RefusedRequestException;
import heddle.server.ServerRequest;
import heddle.url.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A form that a request has brought: `multipart/form-data`, or `application/x-www-form-urlencoded`, which has no
/// files.
///
///     try (Form form = Form.read(request)) {
///         String title = form.fields().first("title").orElse("untitled");
///         for (FormFile file : form.files("photo")) { ... }
///     }
///
/// Files that are longer than a little are in temporary files, which go when the form is closed; so memory is bounded
/// by the options, whatever comes.
public final class Form implements AutoCloseable {
    private static final String PLAIN = "application/x-www-form-urlencoded";

    private final Parameters fields;
    private final List<FormFile> files;

    Form(Parameters fields, List<FormFile> files) {
        this.fields = fields;
        this.files = List.copyOf(files);
    }

    /// Reads the body of a request to its end. Parks.
    ///
    /// Throws [RefusedRequestException] for what is no form (400), of another type (415), or too much (413): let it
    /// pass, and the peer gets that status. An [IOException] is one of the disk.
    public static Form read(ServerRequest request) throws IOException {
        return read(request, options -> options);
    }

    /// As [#read(ServerRequest)], with the default options as `change` returns them.
    public static Form read(ServerRequest request, UnaryOperator<FormOptions> change) throws IOException {
        var options = change.apply(FormOptions.defaults());
        String type = request.headers().first("Content-Type").orElse("");
        Optional<String> boundary = MultipartReader.boundary(type);
        try {
            if (boundary.isPresent()) {
                return new FormIntake(options)
                        .read(MultipartReader.of(request.body()::read, boundary.get(), options.parts()));
            }
        } catch (ProtocolException wrong) {
            throw new RefusedRequestException(Status.BAD_REQUEST, String.valueOf(wrong.getMessage()));
        } catch (LimitExceededException tooMuch) {
            throw new RefusedRequestException(
                    Status.CONTENT_TOO_LARGE, "at most %d %s".formatted(tooMuch.limit(), tooMuch.what()));
        }
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(PLAIN)) {
            throw new RefusedRequestException(
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "a form is wanted: multipart/form-data with a boundary, or " + PLAIN);
        }
        byte[] body = request.body().bytes(options.fieldBytesMax());
        return new Form(Parameters.parse(new String(body, UTF_8)), List.of());
    }

    /// All fields that are no files, in order.
    public Parameters fields() {
        return fields;
    }

    /// All files, in order; among them those without name and bytes that browsers send for a field left empty.
    public List<FormFile> files() {
        return files;
    }

    /// The files of that field.
    public List<FormFile> files(String name) {
        return files.stream().filter(file -> file.head().name().equals(name)).toList();
    }

    /// Deletes the temporary files that were not moved.
    @Override
    public void close() throws IOException {
        FormIntake.close(files);
    }

    @Override
    public String toString() {
        return "Form[%d fields, %d files]".formatted(fields.pairs().size(), files.size());
    }
}
