import heddle.async.Async;
import heddle.client.ClientSession;

/// The lesson by coroutines: one loop, a coroutine for each URL. Reads like Blocking.java, and takes as long as the
/// slowest URL.
///
///     ./heddle serve --sites                            in another window
///     ./heddle run examples/Asynchronous.java [URL...]
void fetch(ClientSession session, String url) {
    IO.println("Request: " + url);
    session.get(url).text();
    IO.println("Done: " + url);
}

void main(String[] arguments) {
    Async.run(() -> {
        try (var session = ClientSession.open(options -> options.insecure())) {
            Async.forEach(urls(arguments), url -> fetch(session, url));
        }
    });
}

/// Those given, else the five sites of `heddle serve --sites`.
List<String> urls(String[] arguments) {
    return arguments.length > 0
            ? List.of(arguments)
            : List.of(
                    "http://127.0.0.1:8080/delay/348",
                    "http://127.0.0.1:8081/delay/517",
                    "http://127.0.0.1:8082/delay/1251",
                    "http://127.0.0.1:8083/delay/436",
                    "http://127.0.0.1:8084/delay/324");
}
