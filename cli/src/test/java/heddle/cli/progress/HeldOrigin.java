package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.async.Promise;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Hosts that keep each request until the test answers it, and so know exactly what is under way.
final class HeldOrigin implements AutoCloseable {
    private final Loops loops = Loops.open(1);
    private final List<HttpServer> hosts = new ArrayList<>();
    private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    private final List<Request> held = new ArrayList<>();

    /// A request, and what is to be answered.
    private record Request(String host, Promise<Reply> reply) {}

    /// So many hosts.
    HeldOrigin(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            hosts.add(HttpServer.open(ServerOptions.local(), loops, request -> {
                var reply = new Promise<Reply>();
                asked.add(new Request(request.headers().first("Host").orElseThrow(), reply));
                return reply.await();
            }));
        }
    }

    /// The names of the hosts, each with its port.
    List<String> hosts() {
        return hosts.stream().map(host -> host.url().replace("http://", "")).toList();
    }

    /// Waits for one more request, which is held from then on.
    void awaitRequest() throws InterruptedException {
        Request next = asked.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("another request within a minute").isNotNull();
        held.add(next);
    }

    /// How many are held.
    int held() {
        return held.size();
    }

    /// Whether one of this host is held.
    boolean holds(String host) {
        return held.stream().anyMatch(request -> request.host().equals(host));
    }

    /// Answers the one that has been held longest; tells its host.
    String answer(Reply reply) {
        Request first = held.removeFirst();
        first.reply().complete(reply);
        return first.host();
    }

    @Override
    public void close() {
        held.forEach(request -> request.reply().complete(Reply.text("late")));
        hosts.forEach(HttpServer::close);
        loops.close();
    }
}
