package heddle.async.scope;

import heddle.async.loop.Loop;
import heddle.async.loop.Transport;
import heddle.async.time.Time;
import java.time.Duration;

/// The loop of a JVM that tries things on a real one. Its threads are daemons.
final class RealLoop {
    static final Loop LOOP = Loop.open(Transport.AUTO, Time.system(), Duration.ZERO);

    private RealLoop() {}

    /// A group whose members care for nobody.
    static Group group() {
        return new Group(LOOP, new Unclaimed());
    }
}
