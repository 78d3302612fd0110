package heddle.bench.clients;

import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.Http2AllocationStrategy;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// Reactor Netty, with one connection for HTTP/2: it knows no limit of its own.
final class ReactorNetty implements Client {
    @Override
    public void run(Load load) throws Exception {
        var client = HttpClient.create(connections(load)).protocol(protocol(load));
        var get = (load.isTls() ? client.secure() : client)
                .get()
                .uri(load.url())
                .responseSingle((response, body) -> body.asByteArray()
                        .map(bytes -> new Answer(response.status().code(), bytes.length)));
        load.takeTurns(turn -> get.subscribe(turn::answered, turn::failed));
    }

    private static ConnectionProvider connections(Load load) {
        var connections = ConnectionProvider.builder("bench").maxConnections(load.atOnce());
        if (load.isHttp2()) {
            connections.allocationStrategy(
                    Http2AllocationStrategy.builder().maxConnections(1).build());
        }
        return connections.build();
    }

    private static HttpProtocol protocol(Load load) {
        if (!load.isHttp2()) {
            return HttpProtocol.HTTP11;
        }
        return load.isTls() ? HttpProtocol.H2 : HttpProtocol.H2C;
    }
}
