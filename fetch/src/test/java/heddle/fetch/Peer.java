package heddle.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A scripted HTTP/1.1 server on the loopback: a thread a connection, and for each path an answer of raw bytes.
public final class Peer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore ended = new Semaphore(0);

    private Peer() throws IOException {
        socket = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    }

    public static Peer start() throws IOException {
        Peer peer = new Peer();
        Thread.ofVirtual().start(peer::acceptAll);
        return peer;
    }

    /// What to send for a request; it may block first. The connection is closed after an answer without a length.
    @FunctionalInterface
    public interface Answer {
        byte[] to(String requestHead) throws Exception;
    }

    /// Answers requests for this path.
    public Peer on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /// The URL of a path here. What has no answer of its own gets a page that names its path.
    public String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    /// URLs of pages, in order.
    public List<String> pages(int count) {
        List<String> urls = new ArrayList<>(count);
        for (int page = 0; page < count; page++) {
            urls.add(url("/page/" + page));
        }
        return urls;
    }

    /// The heads of all requests so far.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// How many connections were made so far.
    public int connections() {
        return accepted.get();
    }

    /// Waits until one more connection has ended; says whether one has, within half a minute.
    public boolean awaitEnded() throws InterruptedException {
        return ended.tryAcquire(30, TimeUnit.SECONDS);
    }

    /// Forgets the requests.
    public void forget() {
        requests.clear();
    }

    public static String page(String path) {
        return "this is " + path;
    }

    public static byte[] ok(String body) {
        return response("200 OK", "", body.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] response(String status, String headers, byte[] body) {
        byte[] head = ("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    public static byte[] redirect(String location) {
        return response("302 Found", "Location: " + location + "\r\n", new byte[0]);
    }

    /// A response that promises more than it brings.
    public static byte[] cut() {
        return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nten bytes.".getBytes(ISO_8859_1);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket connection = socket.accept();
                accepted.incrementAndGet();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                requests.add(head);
                byte[] answer = answer(head);
                connection.getOutputStream().write(answer);
                if (new String(answer, ISO_8859_1).contains("Connection: close")) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client went away, which some tests are about.
        } finally {
            connections.remove(connection);
            ended.release();
        }
    }

    private byte[] answer(String head) throws IOException {
        String path = head.split(" ", 3)[1];
        try {
            return answers.getOrDefault(path, _ -> ok(page(path))).to(head);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            return response("500 " + e.getClass().getSimpleName(), "", new byte[0]);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
