package heddle.async.loop;

import io.netty.channel.IoHandlerFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The footing of one loop of a simulation: its coroutines and its I/O thread stand in the queue of the simulator,
/// beside those of the other loops.
final class Simulated implements Footing {
    private final Simulator simulator;
    private final String name;
    private final Turn io;
    private @Nullable Reactor reactor;
    private int seats;

    Simulated(Simulator simulator, String name) {
        this.simulator = simulator;
        this.name = name;
        this.io = simulator.turn(name + "/io", name + "-io");
    }

    IoHandlerFactory handlers() {
        return _ -> new SimulatedIo(simulator);
    }

    Simulator simulator() {
        return simulator;
    }

    Thread io() {
        return io.thread();
    }

    @Override
    public Seat seat(String name) {
        seats++;
        return simulator.turn(this.name + "/" + seats + (name.isEmpty() ? "" : " " + name), name);
    }

    @Override
    public void start(Reactor reactor) {
        this.reactor = reactor;
        io.take(reactor);
        io.thread().start();
    }

    @Override
    public boolean isHere() {
        return simulator.isOnThread();
    }

    /// No: the I/O thread parks when it has nothing to do, and never keeps a coroutine from its turn.
    @Override
    public boolean hasReady() {
        return false;
    }

    @Override
    public void giveWay() {
        // Nobody waits for this thread in particular.
    }

    @Override
    public boolean isQuiet() {
        return true;
    }

    @Override
    public long settleNanos() {
        return 0;
    }

    /// Whether its I/O thread has ended; whoever closes a simulated loop steps the simulator until it has.
    @Override
    public boolean join(Duration limit) {
        simulator.stepUntilEnded(io.thread());
        return !io.thread().isAlive();
    }

    @Override
    public Glance glance() {
        return new Glance(reactor == null ? 0 : reactor.turns(), null, null);
    }

    @Override
    public Backlog backlog() {
        return Backlog.NONE;
    }

    @Override
    public long roughNanoTime() {
        return 0;
    }

    @Override
    public String toString() {
        return name + " (simulated)";
    }
}
