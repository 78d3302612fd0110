package heddle.fetch.account;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import heddle.fetch.output.OutputException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes `hosts.jsonl`: an object a host, one a line. It is written beside the file, and takes its place when it is
/// [kept][#keep]. For one thread.
public final class HostLines implements Closeable {
    private final Path file;
    private final Path part;
    private final JsonGenerator json;

    private HostLines(Path file, Path part, JsonGenerator json) {
        this.file = file;
        this.part = part;
        this.json = json;
    }

    /// Begins to write.
    public static HostLines open(Path file) throws OutputException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            JsonGenerator json =
                    new JsonFactory().createGenerator(new BufferedOutputStream(Files.newOutputStream(part)));
            return new HostLines(file, part, json.setRootValueSeparator(null));
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    /// Writes one more.
    public void add(HostAccount host) throws OutputException {
        try {
            HostJson.write(json, host);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    /// Says that these are all.
    public void keep() throws OutputException {
        try {
            json.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    @Override
    public void close() throws OutputException {
        try (json) {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }
}
