package heddle.fetch.format;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.nio.file.Path;

/// Outputs on a disk of a test's own; all with the lines of [Format#JSONL].
public enum SinksOn {
    JSONL(Format.JSONL),
    FILES(Format.FILES),
    EVERYTHING(Format.values());

    @SuppressWarnings("ImmutableEnumChecker") // it is, as a record that copies its set
    private final Outputs outputs;

    SinksOn(Format... formats) {
        this.outputs = Outputs.of(formats);
    }

    public Sink open(Path folder, Kept kept, Disk disk) throws OutputException {
        return outputs.open(folder, kept, disk);
    }

    public boolean hasFiles() {
        return outputs.formats().contains(Format.FILES);
    }
}
