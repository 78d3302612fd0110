package heddle.fetch.output.warc;

import heddle.client.tap.WireTap;
import heddle.fetch.disk.Disk;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Outcome.Stored;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.file.HeldBytes;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.url.Url;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gathers the exchanges of a call as they go over the wire; the decoded body is of no interest to it.
final class WarcBody implements BodySink, WireTap {
    private final Path path;
    private final Disk disk;
    private final List<Hop> over = new ArrayList<>();
    private @Nullable Sent sent;
    private @Nullable Answer answer;
    private HeldBytes body;
    private boolean isWhole;

    /// One whose body lies at this path when it is large.
    WarcBody(Path path, Disk disk) {
        this.path = path;
        this.disk = disk;
        body = new HeldBytes(path, disk);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sent(Url url, Instant date, byte[] head) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(Optional<InetAddress> from, String protocol, byte[] head) {}

    @Override
    public Optional<WireTap> tap() {
        return Optional.of(this);
    }

    /// A request that had no answer, because its connection was dead, is not archived.
    @Override
    public void sent(Url url, byte[] head) {
        endHop();
        sent = new Sent(url, Instant.now().truncatedTo(ChronoUnit.MILLIS), head);
    }

    @Override
    public void received(SocketAddress from, HttpVersion version, Status status, Headers headers) {
        Optional<InetAddress> address =
                from instanceof InetSocketAddress inet ? Optional.of(inet.getAddress()) : Optional.empty();
        answer = new Answer(address, HeadText.protocol(version), HeadText.of(version, status, headers));
    }

    @Override
    public void piece(byte[] bytes) {
        body.add(ByteBuffer.wrap(bytes));
    }

    @Override
    public void end() {
        isWhole = true;
    }

    private void endHop() {
        Sent request = sent;
        Answer response = answer;
        if (request != null && response != null) {
            over.add(new Hop(
                    request.url,
                    request.date,
                    response.from,
                    response.protocol,
                    request.head,
                    response.head,
                    body,
                    isWhole));
            body = new HeldBytes(path, disk);
        }
        sent = null;
        answer = null;
        isWhole = false;
    }

    /// Only the last body of a call comes to this, so that one file is enough.
    @Override
    public void write(ByteBuffer chunk) throws OutputException {
        body.makeRoom();
    }

    @Override
    public Stored finish(long bytes) throws OutputException {
        body.end();
        endHop();
        Hop.Chain chain = new Hop.Chain(over);
        return over.isEmpty()
                ? Stored.holding(bytes, chain)
                : Stored.archived(bytes, over.getLast().date(), chain);
    }

    /// Of this there is a record, too.
    @Override
    public Stored same() throws OutputException {
        return finish(0);
    }

    @Override
    public void abandon() {
        try {
            body.release();
        } catch (IOException leftBehind) {
            // It is deleted when the output is opened again.
        }
    }
}
