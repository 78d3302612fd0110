package heddle.fetch.store;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The way of one job's outputs to a store: segments while it runs, everything else when it is done.
///
/// @param folder of the job
public record JobUpload(ObjectStore store, Path folder) {
    /// How many complete segments may wait on the disk before the fetch waits for them.
    private static final int WAITING_MAX = 4;

    /// Finds out whether the store can be used for this job, before anything is fetched.
    ///
    /// @param isNew whether no run before this one can have put anything there
    public void check(boolean isNew) throws StoreException {
        if (!store.isEmpty() && isNew) {
            throw new ForeignObjectException(store.place()
                    + " holds objects that this job did not put there; choose another prefix, or delete them."
                    + " (Heddle deletes nothing there.)");
        }
        store.probe();
    }

    /// A sink that moves its segments to the store.
    ///
    /// @param isSegment whether a file of this name, relative to the folder, is a complete segment
    public Sink around(Sink sink, Predicate<String> isSegment) {
        return new UploadingSink(sink, SegmentUploads.start(store, folder, isSegment, WAITING_MAX, Disk.LOCAL));
    }

    /// Puts these files of the folder, in this order, as far as they are there; what is there already is left as it
    /// is, what has changed is replaced.
    public void put(List<String> names) throws OutputException {
        for (String name : names) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                put(name, file);
            }
        }
    }

    private void put(String name, Path file) throws OutputException {
        try {
            StoredObject what = StoredObject.of(file);
            if (!store.find(name).equals(Optional.of(what))) {
                store.put(name, file, what);
            }
        } catch (IOException e) {
            throw OutputException.upload(file, e);
        }
    }
}
