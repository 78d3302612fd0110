package heddle.fetch.exchange;

import heddle.url.AddressText;
import heddle.url.Url;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The addresses that hosts are counted together by, several looked up at once on threads of its own, since the JDK's
/// lookups block. For one thread at a time.
///
/// A name keeps the address that it was found at first, so that all its URLs are counted together, as long as it is
/// among the last 65,536 that were asked for. One that is not found is counted by itself: whoever asks for its URLs
/// will say why.
public final class Addresses implements AutoCloseable {
    private static final int NAMES_MAX = 65_536;
    private static final int LOOKUPS = 16;

    private final Lookup lookup;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            LOOKUPS, Thread.ofPlatform().daemon().name("heddle-names-", 0).factory());
    private final Map<String, CompletableFuture<String>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<String>> eldest) {
            return size() > NAMES_MAX;
        }
    };

    /// Finds the address of a name. Blocks.
    @FunctionalInterface
    interface Lookup {
        InetAddress of(String name) throws UnknownHostException;
    }

    /// Those that the JDK finds.
    public Addresses() {
        this(InetAddress::getByName);
    }

    Addresses(Lookup lookup) {
        this.lookup = lookup;
    }

    /// What a URL is counted by. Completed at once for an address, and for a name that is known.
    public CompletableFuture<String> of(Url url) {
        String host = url.host();
        return url.hasIpHost()
                ? CompletableFuture.completedFuture(host)
                : known.computeIfAbsent(host, name -> CompletableFuture.supplyAsync(() -> address(name), threads));
    }

    private String address(String name) {
        try {
            return AddressText.host(lookup.of(name));
        } catch (UnknownHostException notFound) {
            return name;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
