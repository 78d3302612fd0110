package heddle.fetch.output;

import heddle.fetch.disk.Disk;
import java.nio.file.Path;

/// The sinks on a disk of a test's own.
public enum SinksOn {
    JSONL {
        @Override
        public Sink open(Path folder, Kept kept, Disk disk) throws OutputException {
            return JsonlSink.open(folder, kept, disk);
        }
    },
    FILES {
        @Override
        public Sink open(Path folder, Kept kept, Disk disk) throws OutputException {
            return FilesSink.open(folder, kept, disk);
        }
    };

    public abstract Sink open(Path folder, Kept kept, Disk disk) throws OutputException;
}
