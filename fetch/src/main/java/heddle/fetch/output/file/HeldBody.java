package heddle.fetch.output.file;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Outcome.Held;
import heddle.fetch.output.Outcome.Stored;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Function;

/// A decoded body that is held until its outcome is accepted.
public final class HeldBody implements BodySink {
    private final HeldBytes body;
    private final Function<HeldBytes, Held> held;

    /// One that lies at this path when it is large, and that the sink gets back as `held` makes it.
    public HeldBody(Path path, Disk disk, Function<HeldBytes, Held> held) {
        body = new HeldBytes(path, disk);
        this.held = held;
    }

    @Override
    public void write(ByteBuffer chunk) throws OutputException {
        body.add(chunk);
        body.makeRoom();
    }

    @Override
    public Stored finish(long bytes) throws OutputException {
        body.end();
        return Stored.holding(bytes, held.apply(body));
    }

    @Override
    public void abandon() {
        try {
            body.release();
        } catch (IOException leftBehind) {
            // It is deleted when the output is opened again.
        }
    }
}
