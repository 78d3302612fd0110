package heddle.testkit;

import heddle.async.loop.Loop;
import heddle.async.scope.Group;
import heddle.async.scope.Unclaimed;
import heddle.async.task.Action;
import heddle.async.task.Body;
import heddle.async.task.Task;
import heddle.testkit.wire.Machine;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A simulated host: an address, a name that DNS knows, and a loop of its own for its tasks. Everything that
/// programs keep a loop (pools of connections, caches of names) they keep apart on each host.
public final class Host {
    private final Loop loop;
    private final Machine machine;
    private final Unclaimed unclaimed;
    private Group tasks;

    Host(Loop loop, Machine machine, Unclaimed unclaimed) {
        this.loop = loop;
        this.machine = machine;
        this.unclaimed = unclaimed;
        this.tasks = new Group(loop, unclaimed);
    }

    /// Its name, which DNS knows.
    public String name() {
        return machine.name();
    }

    /// Its address, at which its servers listen.
    public InetAddress address() {
        return machine.address();
    }

    /// Its address as text, for URLs and options.
    public String ip() {
        return machine.address().getHostAddress();
    }

    /// Starts a task on this host. Does not wait. A failure that nobody [awaits][Task#await()] fails the
    /// simulation; a task that runs when the scenario has ended is cancelled.
    public <T extends @Nullable Object> Task<T> start(String name, Body<? extends T, ?> body) {
        if (!machine.isUp()) {
            throw new IllegalStateException("host " + name() + " has crashed; restart it first");
        }
        return tasks.start(name, body);
    }

    /// As [#start(String, Body)], for code that gives nothing.
    public Task<@Nullable Void> start(String name, Action<?> action) {
        return start(name, Body.of(action));
    }

    /// Runs `body` as a task on this host and waits for its end. What it throws is thrown, a checked exception
    /// inside a [java.util.concurrent.CompletionException].
    public <T extends @Nullable Object> T run(Body<? extends T, ?> body) {
        return this.<T>start("", body).await();
    }

    /// As [#run(Body)], for code that gives nothing.
    public void run(Action<?> action) {
        var _ = run(Body.of(action));
    }

    /// Power fails: its tasks are cancelled, and its connections are gone without a word to any peer, who are left
    /// with half of them. Packets to it vanish.
    public void crash() {
        machine.crash();
        tasks.cancel();
    }

    /// It is up again with the same address. It knows of no connection, and answers packets of old ones with a
    /// reset; nothing runs on it until it is started.
    public void restart() {
        machine.restart();
        tasks = new Group(loop, unclaimed);
    }

    Loop loop() {
        return loop;
    }

    Machine machine() {
        return machine;
    }

    void cancel() {
        tasks.cancel();
    }

    /// Whether it was cancelled, and none of its tasks runs.
    boolean isOver() {
        return tasks.isOver();
    }

    @Override
    public String toString() {
        return "Host[" + name() + ", " + ip() + "]";
    }
}
