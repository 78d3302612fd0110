package heddle.cli.upload;

import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.ObjectStoreProvider;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/// What the values of `--upload` and `--s3-endpoint` mean. What is refused is not repeated: it may hold what nobody is
/// to see.
public final class UploadWords {
    private UploadWords() {}

    /// A place in a store.
    public static StoreAddress place(String text) {
        return plain(StoreAddress::parse, text);
    }

    /// A server.
    public static URI server(String text) {
        return plain(UploadWords::uri, text);
    }

    private static URI uri(String text) {
        try {
            URI server = new URI(text);
            StoreAddress.requireServer(server);
            return server;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URL; write http://HOST:PORT or https://HOST:PORT", e);
        }
    }

    private static <T> T plain(Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("this " + e.getMessage());
        }
    }

    /// The store at this address, if there is an extension for it.
    public static Optional<ObjectStore> open(StoreAddress address) throws StoreException {
        Optional<ObjectStoreProvider> provider =
                ObjectStoreProvider.named(address.scheme(), Extensions.loader(address.scheme()));
        return provider.isEmpty()
                ? Optional.empty()
                : Optional.of(provider.get().open(address));
    }

    /// What to say when there is none.
    public static String missing(StoreAddress address) {
        String help = address.scheme().equals("s3")
                ? "; in a checkout, './heddle fetch --upload' builds it"
                : ", which is none of Heddle's own; write s3://BUCKET/PREFIX";
        return "--upload to %s:// needs %s beside heddle.jar%s"
                .formatted(address.scheme(), Extensions.jar(address.scheme()), help);
    }
}
