package heddle.client.har;

import static heddle.client.har.HarJson.object;

import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.Secrets;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.url.AddressText;
import heddle.url.Url;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An entry in the words of HAR 1.2.
final class HarFields {
    private final HarEntry entry;
    private final Secrets secrets;
    private final HarCookies cookies;

    private HarFields(HarEntry entry, Secrets secrets) {
        this.entry = entry;
        this.secrets = secrets;
        cookies = new HarCookies(secrets);
    }

    static Map<String, Object> of(HarEntry entry, Secrets secrets) {
        return new HarFields(entry, secrets).fields();
    }

    private Map<String, Object> fields() {
        HarTimings timings = entry.timings();
        Map<String, Object> fields = object(
                "startedDateTime", entry.begun.at().toString(),
                "time", timings.time(),
                "request", request(),
                "response", response(),
                "cache", object(),
                "timings", timings.fields());
        entry.served.ifPresent(served -> {
            if (served.remote() instanceof InetSocketAddress remote && !remote.isUnresolved()) {
                fields.put("serverIPAddress", AddressText.of(remote));
            }
            fields.put("connection", Long.toString(served.connection()));
        });
        comment().ifPresent(comment -> fields.put("comment", comment));
        return fields;
    }

    private Optional<String> comment() {
        return entry.failure
                .map(failure -> "failed: " + failure.getMessage())
                .or(() -> entry.isGivenUp ? Optional.of("given up by the caller") : Optional.empty());
    }

    // ---- the request

    private Map<String, Object> request() {
        Headers headers = entry.headSent.map(ExchangeEvent.HeadSent::headers).orElse(Headers.empty());
        int headBytes = entry.headSent.map(ExchangeEvent.HeadSent::bytes).orElse(0);
        Url url = entry.begun.url();
        Map<String, Object> fields = object(
                "method", entry.begun.method().name(),
                "url", secrets.of(url).href(),
                "httpVersion", version(entry.headSent.map(ExchangeEvent.HeadSent::version)),
                "cookies", cookies.sent(headers),
                "headers", list(headers),
                "queryString", query(url),
                "headersSize", headBytes == 0 ? -1 : headBytes,
                "bodySize", entry.sentBody.length());
        if (entry.sentBody.length() > 0) {
            fields.put("postData", HarContent.sent(headers, entry.sentBody));
        }
        return fields;
    }

    private static List<Map<String, Object>> query(Url url) {
        return url.query().isEmpty()
                ? List.of()
                : Stream.of(url.query().split("&"))
                        .map(pair -> pair.split("=", 2))
                        .map(pair -> object("name", decoded(pair[0]), "value", pair.length < 2 ? "" : decoded(pair[1])))
                        .toList();
    }

    /// What is no form stays as it is.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    // ---- the response

    private Map<String, Object> response() {
        Headers headers =
                entry.headReceived.map(ExchangeEvent.HeadReceived::headers).orElse(Headers.empty());
        return object(
                "status", entry.headReceived.map(head -> head.status().code()).orElse(0),
                "statusText",
                        entry.headReceived.map(head -> head.status().reason()).orElse(""),
                "httpVersion", version(entry.headReceived.map(ExchangeEvent.HeadReceived::version)),
                "cookies", cookies.received(headers),
                "headers", list(headers),
                "content", HarContent.received(headers, entry.receivedBody),
                "redirectURL", headers.first("Location").orElse(""),
                "headersSize", -1,
                "bodySize", entry.headReceived.isPresent() ? entry.receivedBody.length() : -1);
    }

    private static String version(Optional<HttpVersion> version) {
        return version.map(HttpVersion::text).orElse("");
    }

    private List<Map<String, Object>> list(Headers headers) {
        var list = new ArrayList<Map<String, Object>>();
        secrets.of(headers).forEach(field -> list.add(object("name", field.name(), "value", field.value())));
        return list;
    }
}
