package heddle.net.wire;

import heddle.async.loop.Loop;
import heddle.async.time.Seconds;
import heddle.net.ConnectOptions;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.local.SocketFile;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Connects to the Unix domain sockets of this machine.
public final class UnixDialer {

    private UnixDialer() {}

    /// Connects to the socket that goes by `file`. On a coroutine; parks. The channel, which `newborn` gets on the
    /// I/O thread before it connects, belongs to the caller.
    public static Channel dial(Path file, ConnectOptions options, Consumer<Channel> newborn) throws DialException {
        var complaint = SocketFile.complaint(file);
        if (complaint.isPresent()) {
            throw failure(file, DialFailure.NO_SOCKET_FILE, complaint.get(), null);
        }
        var loop = Loop.current();
        var connected = Handoff.await(loop, options.timeout(), () -> connect(loop, file, newborn), Handoff::close);
        if (!connected.isSuccess()) {
            throw explain(file, options, connected.cause());
        }
        return connected.getNow();
    }

    private static Future<Channel> connect(Loop loop, Path file, Consumer<Channel> newborn) {
        var connected = loop.netty().<Channel>newPromise();
        var attempt = Dialer.bootstrap(loop, newborn)
                .channelFactory(loop.transport().unixSocketChannel())
                .connect(loop.transport().unixAddress(file));
        connected.addListener(_ -> {
            if (connected.isCancelled()) {
                Handoff.close(attempt.channel());
            }
        });
        attempt.addListener(_ -> {
            if (!attempt.isSuccess()) {
                connected.tryFailure(attempt.cause());
            } else if (!connected.trySuccess(attempt.channel())) {
                Handoff.close(attempt.channel());
            }
        });
        return connected;
    }

    private static DialException explain(Path file, ConnectOptions options, Throwable cause) {
        if (cause instanceof TimeoutException) {
            return failure(
                    file, DialFailure.CONNECT_TIMED_OUT, "no answer within " + Seconds.text(options.timeout()), cause);
        }
        var words = String.valueOf(cause.getMessage());
        var text = words.toLowerCase(Locale.ROOT);
        if (cause instanceof FileNotFoundException || text.contains("no such file")) {
            return failure(file, DialFailure.NO_SOCKET_FILE, "there is no such file", cause);
        }
        if (text.contains("refused")) {
            return failure(file, DialFailure.CONNECTION_REFUSED, "the file is there, but nobody listens on it", cause);
        }
        if (text.contains("too many open files")) {
            return failure(file, DialFailure.OUT_OF_FILES, "too many open files", cause);
        }
        var isFull = text.contains("temporarily unavailable");
        return failure(file, DialFailure.CONNECT_FAILED, isFull ? "its queue of connections is full" : words, cause);
    }

    private static DialException failure(Path file, DialFailure failure, String reason, @Nullable Throwable cause) {
        return new DialException(failure, file.toString(), 0, reason, cause);
    }
}
