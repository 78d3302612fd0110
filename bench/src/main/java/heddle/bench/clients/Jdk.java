package heddle.bench.clients;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// The JDK's own, `sendAsync`. It comes to HTTP/2 without TLS only by an upgrade, which nginx declines.
final class Jdk implements Client {
    @Override
    public void run(Load load) throws Exception {
        try (var client = HttpClient.newBuilder()
                .version(load.isHttp2() ? Version.HTTP_2 : Version.HTTP_1_1)
                .build()) {
            var request = HttpRequest.newBuilder(load.url()).build();
            // Alone: of requests that come before there is a connection for HTTP/2, each opens one, which stays.
            var first = client.send(request, BodyHandlers.ofByteArray());
            load.answered(new Answer(first.statusCode(), first.body().length));
            load.takeTurns(turn -> turn.comesTo(client.sendAsync(request, BodyHandlers.ofByteArray())
                    .thenApply(response -> new Answer(response.statusCode(), response.body().length))));
        }
    }
}
