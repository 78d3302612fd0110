package heddle.client;

import heddle.async.Async;
import java.util.List;

/// The program that the guide begins with; the [GuideTest] runs it.
class Lesson {
    void fetch(ClientSession session, String url) {
        IO.println("Request: " + url);
        session.get(url).text();
        IO.println("Done: " + url);
    }

    void main(String[] urls) {
        Async.run(() -> {
            try (var session = ClientSession.open(options -> options.insecure())) {
                Async.forEach(List.of(urls), url -> fetch(session, url));
            }
        });
    }
}
