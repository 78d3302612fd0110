package heddle.cli;

import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.ObjectStoreProvider;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// Where the files of a fetch go when they are complete, as options of the command line. None of them takes a secret.
final class StoreFlags {
    private static final String UPLOAD = "--upload";
    private static final String ENDPOINT = "--s3-endpoint";
    private static final String REGION = "--s3-region";
    private static final String PATH_STYLE = "--s3-path-style";

    private StoreFlags() {}

    static OptionSpec[] all() {
        return new OptionSpec[] {
            Flags.value(
                    StoreAddress.class,
                    text -> plain(StoreAddress::parse, text),
                    "s3://BUCKET/PREFIX",
                    "Move complete files of warc, parquet and tar there while it runs, and put all others there at the end.",
                    UPLOAD),
            Flags.value(
                    URI.class,
                    text -> plain(StoreFlags::server, text),
                    "URL",
                    "The server of --upload, where that is not Amazon's: https://HOST:PORT.",
                    ENDPOINT),
            Flags.text("NAME", "The region of the bucket (default AWS_REGION, the profile's, or us-east-1).", REGION),
            Flags.flag("The bucket stands in the path, not in the name of the host.", PATH_STYLE),
        };
    }

    /// Says nothing of the text: it may hold what nobody is to see.
    private static <T> T plain(Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("this " + e.getMessage());
        }
    }

    private static URI server(String text) {
        try {
            URI server = new URI(text);
            StoreAddress.requireServer(server);
            return server;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URL; write http://HOST:PORT or https://HOST:PORT", e);
        }
    }

    /// What the command line says.
    static Optional<StoreAddress> address(Arguments arguments) {
        return arguments.value(UPLOAD, StoreAddress.class).map(address -> of(address, arguments));
    }

    private static StoreAddress of(StoreAddress place, Arguments arguments) {
        StoreAddress address =
                arguments.value(ENDPOINT, URI.class).map(place::endpoint).orElse(place);
        address = arguments.text(REGION).map(address::region).orElse(address);
        return arguments.has(PATH_STYLE) ? address.pathStyle() : address;
    }

    /// The store at this address, by an extension that is found.
    static ObjectStore open(StoreAddress address) throws StoreException {
        return ObjectStoreProvider.named(address.scheme(), Extensions.loader(address.scheme()))
                .orElseThrow(() -> new UsageException(
                        "--upload to %s:// needs %s beside heddle.jar; in a checkout, './heddle fetch --upload' builds it"
                                .formatted(address.scheme(), Extensions.jar(address.scheme()))))
                .open(address);
    }
}
