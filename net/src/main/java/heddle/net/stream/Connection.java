package heddle.net.stream;

import heddle.async.stream.StreamReader;
import heddle.async.stream.StreamWriter;
import heddle.async.task.Body;
import heddle.net.StreamOptions;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.TlsSession;
import heddle.net.socket.SocketStream;
import heddle.net.wire.Target;
import heddle.net.wire.TlsUpgrade;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A connection: bytes in order, both ways, over TCP, TLS or a Unix domain socket.
///
/// For coroutines of the loop that it was made on. One task reads and one writes at a time, which may be two; what
/// both do is said on [StreamReader] and [StreamWriter], whose methods these are. Close it, best by `try (...)`.
public final class Connection implements AutoCloseable {
    private final SocketStream stream;
    private final StreamReader reader;
    private final StreamWriter writer;
    private final Duration handshakeTimeout;

    Connection(SocketStream stream, StreamOptions options, Duration handshakeTimeout) {
        this.stream = stream;
        this.reader = new StreamReader(stream.source(), options.lineBytesMax());
        this.writer = new StreamWriter(stream);
        this.handshakeTimeout = handshakeTimeout;
    }

    /// The reading end alone, for code that needs no more.
    public StreamReader reader() {
        return reader;
    }

    /// The writing end alone. Closing it shuts down the output, and no more.
    public StreamWriter writer() {
        return writer;
    }

    /// See [StreamReader#read()].
    public ByteBuffer read() throws IOException {
        return reader.read();
    }

    /// See [StreamReader#read(ByteBuffer)].
    public int read(ByteBuffer into) throws IOException {
        return reader.read(into);
    }

    /// See [StreamReader#readExactly(int)].
    public byte[] readExactly(int count) throws IOException {
        return reader.readExactly(count);
    }

    /// See [StreamReader#readUntil(byte\[\])].
    public byte[] readUntil(byte[] delimiter) throws IOException {
        return reader.readUntil(delimiter);
    }

    /// See [StreamReader#readLine()].
    public Optional<String> readLine() throws IOException {
        return reader.readLine();
    }

    /// See [StreamReader#lines()].
    public Iterable<String> lines() {
        return reader.lines();
    }

    /// See [StreamReader#readAll(int)].
    public byte[] readAll(int bytesMax) throws IOException {
        return reader.readAll(bytesMax);
    }

    /// See [StreamWriter#write(byte\[\])].
    public void write(byte[] bytes) throws IOException {
        writer.write(bytes);
    }

    /// See [StreamWriter#write(ByteBuffer)].
    public void write(ByteBuffer bytes) throws IOException {
        writer.write(bytes);
    }

    /// See [StreamWriter#write(String)].
    public void write(String text) throws IOException {
        writer.write(text);
    }

    /// See [StreamWriter#flush()].
    public void flush() throws IOException {
        writer.flush();
    }

    /// Ends the writing direction after all that was written: the other side reads its end, and may still write.
    /// Parks until that is sent.
    ///
    /// Over TLS it sends what TLS ends with (`close_notify`), which many peers, those on BoringSSL among them, take
    /// as the end of both directions; protocols over TLS had better mark their ends themselves.
    public void shutdownOutput() throws IOException {
        writer.close();
    }

    /// Goes over to TLS, as the client of `host`: its certificate is checked for that name as the options say. What
    /// was written before goes out in plain; what came before and was not read counts as TLS already. Parks until
    /// the handshake is over, and aborts the connection if that fails or is cancelled.
    ///
    /// Throws [heddle.net.DialException] when the handshake fails. Nobody may read or write meanwhile.
    public void startTls(TlsOptions options, String host, String... protocols) throws IOException {
        int port = remoteAddress() instanceof InetSocketAddress inet ? inet.getPort() : 1;
        startTls(() -> TlsUpgrade.client(options, Target.tls(host, port, protocols)));
    }

    /// Goes over to TLS, as the server, who shows `identity`; as [#startTls(TlsOptions, String, String...)]
    /// otherwise. The handshake may take as long as the limits of the server say, or the TLS options of who
    /// connected.
    public void startTls(TlsIdentity identity, String... protocols) throws IOException {
        startTls(() -> TlsUpgrade.server(identity, List.of(protocols), handshakeTimeout));
    }

    private void startTls(Body<TlsUpgrade, IOException> preparing) throws IOException {
        var isPrepared = false;
        try (var upgrade = preparing.call()) {
            isPrepared = true;
            stream.startTls(upgrade, reader.tryRead());
        } finally {
            if (!isPrepared) {
                stream.abort();
            }
        }
    }

    /// What TLS agreed on; empty on a connection without it.
    public Optional<TlsSession> tls() {
        return stream.tls();
    }

    /// This side: an [InetSocketAddress], or a [java.net.UnixDomainSocketAddress].
    public SocketAddress localAddress() {
        return stream.localAddress();
    }

    /// The other side: an [InetSocketAddress], or a [java.net.UnixDomainSocketAddress], which has no path when that
    /// side has dialled.
    public SocketAddress remoteAddress() {
        return stream.remoteAddress();
    }

    /// How many written bytes still wait for the other side to take them.
    public int unsentBytes() {
        return stream.unsent();
    }

    /// Whether neither side has closed it, as far as is known here.
    public boolean isOpen() {
        return stream.isOpen();
    }

    /// Closes both directions after all that was written, which a slow peer gets [StreamOptions#closeTimeout] to
    /// take; parks so long at most. In a cancelled scope it does not wait, and drops what was not sent. Any number
    /// of times; a task that still reads or writes meets [heddle.async.stream.StreamClosedException].
    ///
    /// Throws [heddle.async.stream.BrokenStreamException] when something that was written could not be sent.
    @Override
    public void close() throws IOException {
        stream.closeBoth();
    }

    /// Closes both directions at once, without what was not sent. Never parks; on TCP the other side meets a reset.
    public void abort() {
        stream.abort();
    }

    @Override
    public String toString() {
        return "Connection[" + stream
                + tls().map(session -> ", " + session.protocol()).orElse("") + "]";
    }
}
