package heddle.fetch.disk;

import java.io.IOException;
import java.nio.file.Path;

/// Changes of what is on the disk. All that outputs do to it passes here, so that a test can let the world end at
/// any of these calls. All block.
public interface Disk {
    /// The file systems of this process.
    Disk LOCAL = new LocalDisk();

    /// Opens a file for writing, at its start; makes it when it is missing.
    DiskFile open(Path file) throws IOException;

    /// Makes the folder and those above it, when they are missing.
    void makeFolder(Path folder) throws IOException;

    /// Deletes the file if it is there.
    void delete(Path file) throws IOException;

    /// Gives a file another name in its folder; a file that has that name is replaced.
    void rename(Path file, Path renamed) throws IOException;

    /// Returns when the names in this folder would survive a loss of power.
    void syncFolder(Path folder) throws IOException;
}
