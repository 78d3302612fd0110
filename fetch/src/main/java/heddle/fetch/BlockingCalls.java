package heddle.fetch;

import heddle.async.time.Seconds;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/// Exchanges over `HttpURLConnection`, which block the thread they are made on. One for each run, so that no TLS
/// session of an earlier run is resumed; safe for many threads.
///
/// The class has no limit for a whole exchange. Its limit for each read is set to the total, and the total is
/// checked between reads: a server that goes silent in the middle of a body may so be waited for up to twice as
/// long.
final class BlockingCalls {
    static final String USER_AGENT = "heddle-compare";

    private static final int BUFFER_BYTES = 16 * 1024;

    private final StrategyOptions options;
    private final SSLSocketFactory sockets;

    BlockingCalls(StrategyOptions options) {
        this.options = options;
        sockets = TrustEveryone.context(options.insecure()).getSocketFactory();
    }

    /// What the JDK reads once from the system's properties. Without it at most five idle connections are kept for
    /// a host, and a pool of threads would connect anew all the time.
    static Map<String, String> systemProperties(int threads) {
        return Map.of("http.keepAlive", "true", "http.maxConnections", Integer.toString(threads));
    }

    /// Asks for a URL and counts the bytes of its body.
    long read(String url) throws IOException {
        long deadlineNanos = System.nanoTime() + options.totalTimeout().toNanos();
        RedirectChain chain = new RedirectChain(url, options.redirectsMax());
        while (true) {
            HttpURLConnection connection = open(chain.target(), deadlineNanos);
            int status = connection.getResponseCode();
            long bytes = drain(connection, status, deadlineNanos);
            if (status < 0) {
                throw new IOException("the response is not HTTP");
            }
            if (!chain.follow(status, Optional.ofNullable(connection.getHeaderField("Location")))) {
                return bytes;
            }
        }
    }

    private HttpURLConnection open(URI target, long deadlineNanos) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URL.of(target, null).openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets);
            if (options.insecure()) {
                secure.setHostnameVerifier((host, session) -> true);
            }
        }
        int leftMillis = (int) Math.min(Integer.MAX_VALUE, leftMillis(deadlineNanos));
        connection.setConnectTimeout(
                (int) Math.min(leftMillis, options.connectTimeout().toMillis()));
        connection.setReadTimeout(leftMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", USER_AGENT);
        return connection;
    }

    private long drain(HttpURLConnection connection, int status, long deadlineNanos) throws IOException {
        InputStream body = status >= HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getErrorStream()
                : connection.getInputStream();
        if (body == null) {
            return 0;
        }
        try (body) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long bytes = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                leftMillis(deadlineNanos);
            }
            return bytes;
        }
    }

    private long leftMillis(long deadlineNanos) throws SocketTimeoutException {
        long left = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no complete response within " + Seconds.text(options.totalTimeout()));
        }
        return left;
    }
}
