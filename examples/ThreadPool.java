/// The lesson by a thread for each URL. Takes as long as the slowest URL, and costs a thread for each.
///
///     ./heddle serve --sites              in another window
///     java examples/ThreadPool.java [URL...]
Void fetch(String url) throws IOException {
    IO.println("Request: " + url);
    try (var body = URI.create(url).toURL().openStream()) {
        body.readAllBytes();
    }
    IO.println("Done: " + url);
    return null;
}

void main(String[] arguments) throws Exception {
    var urls = urls(arguments);
    try (var threads = Executors.newFixedThreadPool(urls.size())) {
        for (var done : threads.invokeAll(urls.stream().map(url -> (Callable<Void>) () -> fetch(url)).toList())) {
            done.get();
        }
    }
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
