package heddle.bench.clients;

import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.asynchttpclient.Dsl.config;

/// AsyncHttpClient 3.
final class AsyncHttp implements Client {
    @Override
    public void run(Load load) throws Exception {
        var config = config().setHttp2Enabled(load.isHttp2())
                .setHttp2CleartextEnabled(load.isHttp2() && !load.isTls())
                .setUseNativeTransport(true)
                .setUseOnlyEpollNativeTransport(true)
                .setUseOpenSsl(true);
        try (var client = asyncHttpClient(config)) {
            var url = load.url().toString();
            load.takeTurns(turn -> turn.comesTo(client.prepareGet(url)
                    .execute()
                    .toCompletableFuture()
                    .thenApply(response ->
                            new Answer(response.getStatusCode(), response.getResponseBodyAsBytes().length))));
        }
    }
}
