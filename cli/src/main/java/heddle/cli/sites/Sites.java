package heddle.cli.sites;

import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The five sites of the lesson on this machine, each a listener of its own that answers after a fixed delay, and
/// further listeners that nobody measures, to warm up with.
///
/// Together the delays make 2.876 s, what blocking took there; the slowest makes 1.251 s, what a pool of threads
/// took. The slowest is in the middle: last, it would hide that one site delays all behind it.
public final class Sites implements AutoCloseable {
    private static final int[] DELAYS_MILLIS = {348, 517, 1251, 436, 324};

    /// So many URLs of a list are looked at to see how many hosts it has.
    private static final int LOOKED_AT = 100;

    private final Loops loops = Loops.open(1);
    private final List<HttpServer> servers = new ArrayList<>();

    private Sites() {}

    /// HTTPS, with certificates of their own making, on free ports.
    public static Sites open() throws IOException {
        return opened(IntStream.range(0, DELAYS_MILLIS.length)
                .mapToObj(_ -> secure(0))
                .toList());
    }

    /// On this port and the four after it; on free ones for 0.
    public static Sites open(String host, int firstPort, boolean isSecure) throws IOException {
        return opened(IntStream.range(0, DELAYS_MILLIS.length)
                .mapToObj(i -> ServerOptions.at(host, firstPort == 0 ? 0 : firstPort + i))
                .map(options -> isSecure ? options.selfSigned("localhost", host) : options)
                .toList());
    }

    private static Sites opened(List<ServerOptions> all) throws IOException {
        var sites = new Sites();
        try {
            for (ServerOptions options : all) {
                sites.open(options);
            }
            return sites;
        } catch (IOException | RuntimeException failure) {
            sites.close();
            throw failure;
        }
    }

    private HttpServer open(ServerOptions options) throws IOException {
        var server = HttpServer.open(options, loops, TestOrigin.router());
        servers.add(server);
        return server;
    }

    private static ServerOptions secure(int port) {
        return ServerOptions.at("127.0.0.1", port).selfSigned("localhost", "127.0.0.1");
    }

    /// The URLs that answer after their delays, in order.
    public List<String> urls() {
        return IntStream.range(0, DELAYS_MILLIS.length)
                .mapToObj(i -> servers.get(i).url() + "/delay/" + DELAYS_MILLIS[i])
                .toList();
    }

    /// URLs of listeners of their own that answer at once, by the same scheme and of as many hosts as those at the
    /// beginning of a list, up to five: who asks five hosts makes five connections, and is to have practised that.
    public List<String> warmUp(List<String> list) throws IOException {
        List<String> origins = list.stream()
                .limit(LOOKED_AT)
                .map(Sites::origin)
                .distinct()
                .limit(DELAYS_MILLIS.length)
                .toList();
        List<String> urls = new ArrayList<>();
        for (String origin : origins) {
            boolean isSecure = origin.startsWith("https:");
            urls.add(open(isSecure ? secure(0) : ServerOptions.local()).url() + "/delay/0");
        }
        return urls;
    }

    private static String origin(String url) {
        int path = url.indexOf('/', url.indexOf("//") + 2);
        return path < 0 ? url : url.substring(0, path);
    }

    @Override
    public void close() {
        servers.forEach(HttpServer::close);
        loops.close();
    }
}
