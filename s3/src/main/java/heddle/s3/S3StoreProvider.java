package heddle.s3;

import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.ObjectStoreProvider;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// Opens `s3://` addresses, for whoever the surroundings say that this is: the variables `AWS_ACCESS_KEY_ID` and so
/// on, the profiles of `~/.aws`, or the role of the container or machine. Servers are trusted by the JDK's authorities,
/// or by those in the file that `AWS_CA_BUNDLE` names.
public final class S3StoreProvider implements ObjectStoreProvider {
    /// For the service loader.
    public S3StoreProvider() {}

    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public ObjectStore open(StoreAddress address) throws StoreException {
        S3Options options = S3Options.of(DefaultCredentialsProvider.builder().build());
        String authorities = System.getenv(Authorities.VARIABLE);
        boolean isGiven = authorities != null && !authorities.isEmpty();
        return S3Store.open(address, isGiven ? options.authorities(Path.of(authorities)) : options);
    }
}
