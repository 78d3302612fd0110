package heddle.fetch.store;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;

/// A place below which objects are put by name: a bucket of an object store, and a prefix in it. One thread at a time
/// uses it; all calls block, and try again what may be tried again before they throw.
///
/// An object is there whole or not at all, whatever ends the process that puts it.
public interface ObjectStore extends Closeable {
    /// What people call it: `s3://bucket/prefix/`.
    String place();

    /// Whether there is no object in this place. Asked before anything is put: whatever keeps the store from being
    /// used at all is to be thrown here, with what to do about it.
    boolean isEmpty() throws StoreException;

    /// Finds out whether objects may be put here, and leaves none.
    void probe() throws StoreException;

    /// What is there by this name.
    Optional<StoredObject> find(String name) throws StoreException;

    /// Puts a file there, in the place of what had that name. It does not change meanwhile.
    ///
    /// @param name relative to the place, with slashes
    /// @param what the file holds, so that [#find] can tell
    void put(String name, Path file, StoredObject what) throws StoreException;

    /// Lets go of connections.
    @Override
    void close();
}
