package heddle.fetch.job;

import java.io.IOException;
import java.nio.file.Path;

/// The folder holds something else than the job that was asked for. Nothing in it has been changed.
public final class OtherJobException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;

    OtherJobException(Path folder, String difference) {
        super(folder + " " + difference + "; choose another folder by -o, or start over in this one by --fresh");
        this.folder = folder;
    }

    /// The folder.
    public Path folder() {
        return folder;
    }
}
