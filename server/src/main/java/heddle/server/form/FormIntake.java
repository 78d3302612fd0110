package heddle.server.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import heddle.async.spool.Spool;
import heddle.http.LimitExceededException;
import heddle.http.Phase;
import heddle.http.multipart.MultipartReader;
import heddle.http.multipart.PartHead;
import heddle.url.Parameters;
import heddle.url.Parameters.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A form on its way in; when it fails, nothing is left of it.
final class FormIntake {
    private final FormOptions options;
    private final List<Pair> fields = new ArrayList<>();
    private final List<FormFile> files = new ArrayList<>();
    private int fieldBytes;

    FormIntake(FormOptions options) {
        this.options = options;
    }

    Form read(MultipartReader parts) throws IOException {
        boolean isWhole = false;
        try {
            for (Optional<PartHead> head = parts.next(); head.isPresent(); head = parts.next()) {
                if (head.get().fileName().isPresent()) {
                    file(head.get(), parts);
                } else {
                    fields.add(new Pair(head.get().name(), value(parts)));
                }
            }
            isWhole = true;
            return new Form(new Parameters(fields), files);
        } finally {
            if (!isWhole) {
                close(files);
            }
        }
    }

    private void file(PartHead head, MultipartReader parts) throws IOException {
        var content = Spool.of(options.memoryBytesMax());
        files.add(new FormFile(head, content));
        for (Optional<byte[]> piece = parts.read(); piece.isPresent(); piece = parts.read()) {
            content.write(piece.get());
        }
    }

    private String value(MultipartReader parts) {
        var value = new ByteArrayOutputStream();
        for (Optional<byte[]> piece = parts.read(); piece.isPresent(); piece = parts.read()) {
            fieldBytes += piece.get().length;
            if (fieldBytes > options.fieldBytesMax()) {
                throw new LimitExceededException(Phase.READ, "bytes in the fields of a form", options.fieldBytesMax());
            }
            value.writeBytes(piece.get());
        }
        return value.toString(UTF_8);
    }

    /// Closes all, also when one of them fails.
    static void close(List<FormFile> files) throws IOException {
        IOException first = null;
        for (FormFile file : files) {
            try {
                file.content().close();
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
