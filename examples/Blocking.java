/// The lesson one URL after the other: a slow one delays all behind it. Takes as long as all URLs together.
///
///     ./heddle serve --sites              in another window
///     java examples/Blocking.java [URL...]
void fetch(String url) throws IOException {
    IO.println("Request: " + url);
    try (var body = URI.create(url).toURL().openStream()) {
        body.readAllBytes();
    }
    IO.println("Done: " + url);
}

void main(String[] arguments) throws IOException {
    for (String url : urls(arguments)) {
        fetch(url);
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
