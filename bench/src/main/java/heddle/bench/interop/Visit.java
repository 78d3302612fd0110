package heddle.bench.interop;

import heddle.client.ClientSession;
import heddle.client.Exchange;
import heddle.client.Response;
import heddle.client.SessionOptions;
import heddle.http.HttpVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// One trial of one server: where to ask, how, and what curl has of the same.
///
/// @param peer the server
/// @param path on it
/// @param folder for files of the trial
record Visit(Peer peer, String path, Path folder) {
    String url() {
        return peer.base() + path;
    }

    /// A session that speaks as the row says.
    ClientSession session() {
        return session(options -> options);
    }

    ClientSession session(UnaryOperator<SessionOptions> change) {
        return ClientSession.open(options -> change.apply(options.insecure()
                .versions(peer.protocol().versions())
                .timeouts(timeouts -> timeouts.total(Duration.ofSeconds(60)))));
    }

    /// What curl gets for the URL of the trial.
    Curl.Answer curl(String... options) throws Exception {
        return Curl.ask(peer.protocol(), url(), options);
    }

    /// Sees to it that a response came by the version that the row is about.
    Response checked(Response response) {
        check(response.version());
        return response;
    }

    Exchange checked(Exchange exchange) {
        check(exchange.version());
        return exchange;
    }

    private void check(HttpVersion version) {
        boolean isRight =
                peer.protocol().isHttp2() ? version.equals(HttpVersion.HTTP_2) : version.equals(HttpVersion.HTTP_1_1);
        Complaint.unless(isRight, "it came by %s", version);
    }
}
