package heddle.bench.clients;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.OpenSSLEngineOptions;

/// Vert.x.
final class VertX implements Client {
    @Override
    public void run(Load load) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        var client = client(vertx, load);
        var get = new RequestOptions().setAbsoluteURI(load.url().toString());
        load.takeTurns(turn -> client.request(get)
                .compose(HttpClientRequest::send)
                .compose(VertX::read)
                .onComplete(turn::answered, turn::failed));
    }

    private static HttpClient client(Vertx vertx, Load load) {
        var options = new HttpClientOptions()
                .setProtocolVersion(load.isHttp2() ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setSsl(load.isTls())
                .setUseAlpn(load.isTls() && load.isHttp2());
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(load.atOnce()))
                .with(new OpenSSLEngineOptions())
                .build();
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body.length()));
    }
}
