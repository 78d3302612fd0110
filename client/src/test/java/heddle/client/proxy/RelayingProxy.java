package heddle.client.proxy;

import heddle.client.peer.Acceptor;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// A small proxy that works: CONNECT, requests in absolute form, SOCKS 4, 4A and 5, by the first byte. Every name
/// it is told is an address of this machine to it. Notes what it was asked for.
public final class RelayingProxy implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final Acceptor acceptor;
    private final boolean wantsLogin;
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private RelayingProxy(boolean wantsLogin) {
        this.wantsLogin = wantsLogin;
        acceptor = Acceptor.start((_, client) -> serve(client));
    }

    public static RelayingProxy start() {
        return new RelayingProxy(false);
    }

    /// One whose SOCKS 5 wants `user` with `secret`.
    public static RelayingProxy wantingLogin() {
        return new RelayingProxy(true);
    }

    public String place() {
        return "127.0.0.1:" + acceptor.port();
    }

    /// The first words of each conversation: a head, or what SOCKS was told, such as `5 user:secret
    /// example.com:443`.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public int connections() {
        return acceptor.connections();
    }

    @Override
    public void close() {
        acceptor.close();
    }

    private void serve(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            int first = in.readUnsignedByte();
            switch (first) {
                case 4 -> socks4(in, client);
                case 5 -> socks5(in, client);
                default -> http((char) first + head(in), client);
            }
        } catch (IOException _) {
            // One of the two has gone.
        }
    }

    private void http(String head, Socket client) throws IOException {
        asked.add(head);
        String target = head.split(" ", 3)[1];
        if (head.startsWith("CONNECT ")) {
            try (Socket server = open(target)) {
                client.getOutputStream().write("HTTP/1.1 200 Yes\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                relay(client, server);
            }
            return;
        }
        String authority = target.substring("http://".length(), target.indexOf('/', "http://".length()));
        try (Socket server = open(authority.contains(":") ? authority : authority + ":80")) {
            String passed = head.replace(target, target.substring("http://".length() + authority.length()))
                    .replaceAll("(?m)^Proxy-Authorization: .*\r\n", "");
            server.getOutputStream().write(passed.getBytes(StandardCharsets.ISO_8859_1));
            relay(client, server);
        }
    }

    private void socks4(DataInputStream in, Socket client) throws IOException {
        in.readUnsignedByte();
        int port = in.readUnsignedShort();
        byte[] address = in.readNBytes(4);
        String user = text(in);
        boolean isNamed = address[0] == 0 && address[1] == 0 && address[2] == 0;
        String host = isNamed ? text(in) : InetAddress.getByAddress(address).getHostAddress();
        asked.add("4 %s %s:%d".formatted(user, host, port));
        try (Socket server = open(host + ":" + port)) {
            client.getOutputStream().write(new byte[] {0, 0x5A, 0, 0, 0, 0, 0, 0});
            relay(client, server);
        }
    }

    private void socks5(DataInputStream in, Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        String login = "";
        if (wantsLogin) {
            boolean isOffered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(2) >= 0;
            out.write(new byte[] {5, (byte) (isOffered ? 2 : 0xFF)});
            in.readUnsignedByte();
            login = counted(in) + ":" + counted(in);
            out.write(new byte[] {1, (byte) (login.equals("user:secret") ? 0 : 1)});
        } else {
            out.write(new byte[] {5, 0});
        }
        in.readNBytes(3);
        String host = switch (in.readUnsignedByte()) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
            default -> counted(in);
        };
        int port = in.readUnsignedShort();
        asked.add("5 %s %s:%d".formatted(login, host, port));
        try (Socket server = open(host + ":" + port)) {
            out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
            relay(client, server);
        }
    }

    private Socket open(String place) throws IOException {
        return acceptor.keep(new Socket(HERE, Integer.parseInt(place.substring(place.lastIndexOf(':') + 1))));
    }

    private static void relay(Socket client, Socket server) throws IOException {
        Thread back = Thread.ofPlatform().daemon().name("relay").start(() -> pump(server, client));
        pump(client, server);
        try {
            back.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            Stream.of(from, to).forEach(RelayingProxy::close);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client closed after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String text(DataInputStream in) throws IOException {
        var text = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != 0; next = in.readUnsignedByte()) {
            text.append((char) next);
        }
        return text.toString();
    }

    private static String counted(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }
}
