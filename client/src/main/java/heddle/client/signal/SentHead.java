package heddle.client.signal;

import heddle.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The header fields of a request as they were written.
final class SentHead {
    private SentHead() {}

    /// Of the lines of HTTP/1.1, the request line first.
    static Headers headers(byte[] lines) {
        var fields = new ArrayList<String>();
        new String(lines, StandardCharsets.ISO_8859_1)
                .lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    int colon = line.indexOf(": ");
                    fields.addAll(List.of(line.substring(0, colon), line.substring(colon + 2)));
                });
        return headers(fields);
    }

    /// Of the names and values of HTTP/2, without the pseudo fields.
    static Headers headers(String[] all) {
        var fields = new ArrayList<String>();
        for (int i = 0; i < all.length; i += 2) {
            if (!all[i].startsWith(":")) {
                fields.addAll(List.of(all[i], all[i + 1]));
            }
        }
        return headers(fields);
    }

    private static Headers headers(List<String> fields) {
        return Headers.ofWire(fields.toArray(String[]::new), fields.size());
    }
}
