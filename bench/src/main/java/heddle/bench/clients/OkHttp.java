package heddle.bench.clients;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/// OkHttp: a thread for each of the requests at once, each of which calls `execute`.
final class OkHttp implements Client {
    @Override
    public void run(Load load) throws Exception {
        var client = new OkHttpClient.Builder()
                .protocols(protocols(load))
                .connectionPool(new ConnectionPool(load.atOnce(), 5, TimeUnit.MINUTES))
                .build();
        var request = new Request.Builder().url(load.url().toString()).build();
        Callable<Void> worker = () -> {
            while (!load.isOver()) {
                get(client, request, load);
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(load.atOnce())) {
            for (var end : threads.invokeAll(Collections.nCopies(load.atOnce(), worker))) {
                end.get();
            }
        }
    }

    private static List<Protocol> protocols(Load load) {
        if (!load.isHttp2()) {
            return List.of(Protocol.HTTP_1_1);
        }
        return load.isTls() ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.H2_PRIOR_KNOWLEDGE);
    }

    private static void get(OkHttpClient client, Request request, Load load) throws IOException {
        try (var response = client.newCall(request).execute()) {
            load.answered(new Answer(response.code(), response.body().bytes().length));
        }
    }
}
