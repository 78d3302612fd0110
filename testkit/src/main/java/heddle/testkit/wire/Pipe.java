package heddle.testkit.wire;

import heddle.async.loop.Loop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One direction of a connection: packets that arrive in the order they were sent, or are held up together.
///
/// What cannot pass because the path is cut is sent again after a while, and what follows it waits, as in TCP:
/// after 0.2 s, then twice as long each time up to 120 s, fifteen times (Linux's `tcp_retries2`), which takes a
/// quarter of an hour; the opening packet after 1 s, six times. Then the sender is told that the connection timed
/// out. A reset is not sent again, nor is anything once its sender is gone: that is how half-open connections come
/// about. What was sent after something that never arrives is never delivered.
final class Pipe {
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long OPENING_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_MAX_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int RETRIES_MAX = 15;
    private static final int OPENING_RETRIES_MAX = 6;

    /// A packet, and when it arrives if nothing is in its way.
    private record Flight(Packet packet, long arrival) {}

    private final Fabric fabric;
    private final Machine from;
    private final Machine to;
    private final SimulatedChannel sender;
    private final String label;
    private final Deque<Flight> flights = new ArrayDeque<>();
    private @Nullable SimulatedChannel receiver;
    private long lastArrival;
    private int attempts;
    private int unread;
    /// Whether something was lost for good: what comes after a gap is of no use to the receiver.
    private boolean isTorn;

    /// From `sender` to a machine where nobody receives it yet.
    Pipe(Fabric fabric, SimulatedChannel sender, Machine to, String label) {
        this.fabric = fabric;
        this.sender = sender;
        this.from = sender.machine();
        this.to = to;
        this.label = label;
    }

    SimulatedChannel sender() {
        return sender;
    }

    Machine to() {
        return to;
    }

    void connect(SimulatedChannel other) {
        receiver = other;
    }

    /// How many bytes more may be sent now.
    int room() {
        return Math.max(0, fabric.link(from, to).windowBytes() - unread);
    }

    int segmentBytesMax() {
        return fabric.link(from, to).segmentBytesMax();
    }

    int windowBytes() {
        return fabric.link(from, to).windowBytes();
    }

    /// Bytes that were sent and, as far as the sender knows, not read.
    int unread() {
        return unread;
    }

    /// The peer has read so many.
    void makeRoom(int bytes) {
        unread -= bytes;
    }

    void send(Packet packet) {
        if (!from.isUp()) {
            return;
        }
        if (packet instanceof Packet.Bytes(byte[] bytes)) {
            unread += bytes.length;
        }
        fabric.journal().note(label, packet.word(), packet.amount());
        lastArrival = Math.max(lastArrival, fabric.arrival(from, to, packet.wireBytes()));
        flights.add(new Flight(packet, lastArrival));
        if (flights.size() == 1) {
            scheduleFirst();
        }
    }

    private void scheduleFirst() {
        schedule(Math.max(flights.getFirst().arrival(), loop().nanoTime()));
    }

    private void schedule(long at) {
        loop().scheduleAt(at, this::arrive);
    }

    private void arrive() {
        var flight = flights.getFirst();
        if (!fabric.passes(from, to) && isSentAgain(flight.packet())) {
            return;
        }
        boolean passes = fabric.passes(from, to) && isInOrder(flight.packet());
        attempts = 0;
        flights.removeFirst();
        if (!flights.isEmpty()) {
            scheduleFirst();
        }
        if (!passes) {
            isTorn = true;
            fabric.journal()
                    .note(
                            label,
                            "lost " + flight.packet().word(),
                            flight.packet().amount());
            return;
        }
        fabric.journal()
                .note(label, "got " + flight.packet().word(), flight.packet().amount());
        if (receiver == null) {
            to.answer(this, flight.packet());
        } else {
            receiver.receive(flight.packet());
        }
    }

    private boolean isInOrder(Packet packet) {
        return !isTorn || packet instanceof Packet.Reset;
    }

    /// Sees to it that a packet that did not get through is sent again; false if it is lost for good.
    private boolean isSentAgain(Packet packet) {
        if (packet instanceof Packet.Reset || !from.isUp()) {
            return false;
        }
        boolean isOpening = packet instanceof Packet.Syn;
        if (attempts == (isOpening ? OPENING_RETRIES_MAX : RETRIES_MAX)) {
            if (!(packet instanceof Packet.Room)) {
                from.loop().execute(sender::giveUp);
            }
            return false;
        }
        long first = isOpening ? OPENING_RETRY_NANOS : RETRY_NANOS;
        long delay = Math.min(RETRY_MAX_NANOS, first << attempts);
        attempts++;
        fabric.journal().note(label, "held up " + packet.word(), packet.amount());
        schedule(loop().nanoTime() + delay);
        return true;
    }

    /// Packets arrive on the loop of the receiver.
    private Loop loop() {
        return to.loop();
    }

    @Override
    public String toString() {
        return "Pipe[" + label + ", " + flights.size() + " packets, " + unread + " bytes unread]";
    }
}
