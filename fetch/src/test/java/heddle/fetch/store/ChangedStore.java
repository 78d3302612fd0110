package heddle.fetch.store;

import java.nio.file.Path;
import java.util.Optional;

/// Another store, and something that is done before each put.
///
/// @param before may take its time, and may fail; then nothing is put
record ChangedStore(ObjectStore other, Step before) implements ObjectStore {
    interface Step {
        void run() throws StoreException;
    }

    @Override
    public String place() {
        return other.place();
    }

    @Override
    public boolean isEmpty() throws StoreException {
        return other.isEmpty();
    }

    @Override
    public void probe() throws StoreException {
        other.probe();
    }

    @Override
    public Optional<StoredObject> find(String name) throws StoreException {
        return other.find(name);
    }

    @Override
    public void put(String name, Path file, StoredObject what) throws StoreException {
        before.run();
        other.put(name, file, what);
    }

    @Override
    public void close() {
        other.close();
    }
}
