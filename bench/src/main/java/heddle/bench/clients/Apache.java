package heddle.bench.clients;

import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/// Apache HttpClient 5, asynchronous: its pool for HTTP/1.1, and its client that multiplexes for HTTP/2.
final class Apache implements Client {
    @Override
    public void run(Load load) throws Exception {
        try (var client = load.isHttp2() ? HttpAsyncClients.createHttp2Default() : pooled(load.atOnce())) {
            client.start();
            var request = SimpleRequestBuilder.get(load.url()).build();
            load.takeTurns(turn -> ask(client, request, turn));
        }
    }

    private static CloseableHttpAsyncClient pooled(int connections) {
        return HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .build())
                .build();
    }

    private static void ask(CloseableHttpAsyncClient client, SimpleHttpRequest request, Turn turn) {
        Future<SimpleHttpResponse> _ = client.execute(request, new FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                turn.answered(new Answer(response.getCode(), response.getBodyBytes().length));
            }

            @Override
            public void failed(Exception cause) {
                turn.failed(cause);
            }

            @Override
            public void cancelled() {
                turn.failed(new IllegalStateException("cancelled"));
            }
        });
    }
}
