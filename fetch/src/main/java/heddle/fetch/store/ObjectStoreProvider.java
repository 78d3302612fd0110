package heddle.fetch.store;

import java.util.Optional;
import java.util.ServiceLoader;

/// Opens the stores whose addresses have a scheme of its own. Found as a service.
public interface ObjectStoreProvider {
    /// The one for a scheme, of those that this loader sees.
    static Optional<ObjectStoreProvider> named(String scheme, ClassLoader loader) {
        return ServiceLoader.load(ObjectStoreProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.scheme().equals(scheme))
                .findFirst();
    }

    /// What its addresses begin with, in lower case: `s3`.
    String scheme();

    /// A store at this address. Nothing is asked of it yet.
    ObjectStore open(StoreAddress address) throws StoreException;
}
