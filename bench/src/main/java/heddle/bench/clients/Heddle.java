package heddle.bench.clients;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.options.Versions;
import heddle.url.Url;
import java.util.stream.IntStream;

/// Heddle: a coroutine for each of the requests at once.
final class Heddle implements Client {
    /// Then a new coroutine goes on, as in [heddle.bench.GetLoop].
    private static final int GETS_A_ROUND = 256;

    @Override
    public void run(Load load) {
        Url url = Url.parse(load.url().toString());
        var versions = load.isHttp2() ? Versions.HTTP_2 : Versions.HTTP_1_1;
        Async.run(() -> {
            try (var session = ClientSession.open(options -> options.versions(versions))) {
                var rounds = IntStream.iterate(0, round -> round + 1)
                        .takeWhile(_ -> !load.isOver())
                        .boxed();
                Async.forEach(rounds, load.atOnce(), _ -> round(session, url, load));
            }
        });
    }

    private static void round(ClientSession session, Url url, Load load) {
        for (int i = 0; i < GETS_A_ROUND && !load.isOver(); i++) {
            try (var response = session.get(url).send()) {
                load.answered(new Answer(response.status().code(), response.bytes().length));
            }
        }
    }
}
