package heddle.client.exchange;

import heddle.client.body.BodySource;
import heddle.client.body.RequestBody;
import heddle.client.wire.Transfer;
import heddle.http.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends a streamed body: a piece whenever the connection has room for one.
///
/// A server may answer while it receives, and take no more until its answer is read. So whoever reads the response
/// sends what is left.
public final class Upload implements AutoCloseable {
    /// Below that it is not worth the while to have the kernel send a file.
    private static final long FILE_BYTES_MIN = 64 << 10;

    private final RequestBody body;
    private final Transfer transfer;
    private @Nullable Feed feed;
    private long sent;
    private boolean isOver;

    private Upload(RequestBody body, Transfer transfer) {
        this.body = body;
        this.transfer = transfer;
    }

    /// `body`, or none if it is to have no byte, once its source has been asked whether that is so: the server
    /// may answer a head that announces nothing at once, before a last piece of nothing. Parks.
    public static RequestBody unlessEmpty(RequestBody body) {
        if (!(body instanceof RequestBody.Streamed) || body.length().orElse(1) > 0) {
            return body;
        }
        try (BodySource source = body.open()) {
            int length = source.read().remaining();
            if (length > 0) {
                throw otherLength("went on", length, 0);
            }
            return RequestBody.NONE;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Sends the body to its end, or until the server wants no more of it, or until so much of the response has come
    /// that it must be read first; returns what is left then. Parks.
    public static Optional<Upload> send(RequestBody body, Transfer transfer) {
        var upload = new Upload(body, transfer);
        upload.send(transfer.waitingMax());
        return upload.isOver ? Optional.empty() : Optional.of(upload);
    }

    /// Sends on until some of the response can be read. Parks.
    void sendOn() {
        send(0);
    }

    private void send(int waitingMax) {
        try {
            while (!isOver) {
                switch (transfer.awaitRoom(waitingMax)) {
                    case FREE -> sendNext();
                    case AFTER_READING -> {
                        return;
                    }
                    case UNWANTED -> close();
                }
            }
        } catch (Throwable failure) {
            closeAfter(failure);
            throw failure;
        }
    }

    private void sendNext() {
        try {
            Feed from = feed == null ? open() : feed;
            feed = from;
            int length = from.next();
            sent += length;
            boolean hasMore = body.length().isEmpty() ? sendPiece(from, length) : sendCounted(from, length);
            if (!hasMore) {
                close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Whoever listens wants to see the bytes.
    private Feed open() throws IOException {
        Optional<Path> file = body instanceof RequestBody.Streamed streamed ? streamed.file() : Optional.empty();
        boolean isForKernel = file.isPresent()
                && body.length().orElse(0) >= FILE_BYTES_MIN
                && transfer.sendsFiles()
                && !transfer.signal().isHeard();
        return isForKernel ? new FileFeed(file.get(), transfer) : new SourceFeed(body, transfer);
    }

    /// Sends no more.
    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        try {
            if (feed != null) {
                feed.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @SuppressWarnings("ReferenceEquality") // nothing may suppress itself
    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException second) {
            if (second != failure) {
                failure.addSuppressed(second);
            }
        }
    }

    private static boolean sendPiece(Feed from, int length) {
        if (length == 0) {
            from.sendLast();
            return false;
        }
        from.send();
        return true;
    }

    /// The last announced byte ends the request. Only then is the source asked whether that was all: the server may
    /// answer at once.
    private boolean sendCounted(Feed from, int length) throws IOException {
        long all = body.length().orElseThrow();
        if (sent < all) {
            requireLength(length > 0, "ended");
            from.send();
            return true;
        }
        requireLength(sent == all, "went on");
        from.sendLast();
        sent += length == 0 ? 0 : from.next();
        requireLength(sent == all, "went on");
        return false;
    }

    private void requireLength(boolean isRight, String what) {
        if (!isRight) {
            throw otherLength(what, sent, body.length().orElse(0));
        }
    }

    private static InvalidRequestException otherLength(String what, long sent, long announced) {
        return new InvalidRequestException(
                "the source of the body %s after %d bytes, where %d were announced; announce what it gives, or no length"
                        .formatted(what, sent, announced));
    }
}
