package heddle.server.wire;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.http.Status;
import heddle.net.http2.FieldLines;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the fields of an HTTP/2 request into a [RequestHead], or refuses it (RFC 9113, 8.3.1). What the
/// handlers see is the same as over HTTP/1.1: the authority is the `Host` header.
final class Http2Head {
    private final Rules rules;
    private final SocketAddress remote;
    private final boolean isSecure;

    Http2Head(Rules rules, SocketAddress remote, boolean isSecure) {
        this.rules = rules;
        this.remote = remote;
        this.isSecure = isSecure;
    }

    /// `isLast` says that no body follows.
    RequestHead read(FieldLines fields, boolean isLast) throws RefusalSignal {
        if (fields.hasTooMany()) {
            throw new RefusalSignal(new Refusal(
                    Status.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "more than %d header lines".formatted(rules.headerLinesMax())));
        }
        Method method = method(present(fields.method(), ":method"));
        String path = present(fields.path(), ":path");
        present(fields.scheme(), ":scheme");
        Target target = Target.read(method, path, rules.targetBytesMax());
        Headers headers = headers(fields);
        return new RequestHead(
                method,
                path,
                target.path(),
                target.query(),
                HttpVersion.HTTP_2,
                headers,
                bodyLength(headers, isLast),
                true,
                HeadReader.expectsContinue(headers),
                remote,
                isSecure);
    }

    private static String present(@Nullable String value, String name) throws RefusalSignal {
        if (value == null || value.isEmpty()) {
            throw RefusalSignal.badRequest("a request of HTTP/2 has a " + name);
        }
        return value;
    }

    private static Method method(String name) throws RefusalSignal {
        try {
            return Method.of(name);
        } catch (InvalidRequestException _) {
            throw RefusalSignal.badRequest("the method is no token");
        }
    }

    private static Headers headers(FieldLines fields) throws RefusalSignal {
        String[] flat = fields.flat();
        int length = fields.length();
        for (int i = 1; i < length; i += 2) {
            HeadReader.checkedValue(flat[i]);
        }
        Headers come = Headers.ofWire(flat, length);
        List<String> hosts = come.all("Host");
        String authority = fields.authority();
        if (hosts.size() > 1
                || (authority != null && !hosts.isEmpty() && !hosts.getFirst().equals(authority))) {
            throw RefusalSignal.badRequest("Host and :authority do not agree");
        }
        String host = authority == null ? hosts.isEmpty() ? "" : hosts.getFirst() : authority;
        if (host.isEmpty() || !Target.isAuthority(host)) {
            throw RefusalSignal.badRequest("the authority is no host with an optional port");
        }
        if (!hosts.isEmpty()) {
            return come;
        }
        String[] all = Arrays.copyOf(flat, length + 2);
        all[length] = "host";
        all[length + 1] = host;
        return Headers.ofWire(all, length + 2);
    }

    private static long bodyLength(Headers headers, boolean isLast) throws RefusalSignal {
        long length = HeadReader.contentLength(headers);
        if (!isLast) {
            return length > 0 ? length : RequestHead.CHUNKED;
        }
        if (length > 0) {
            throw RefusalSignal.badRequest("a body is announced and does not come");
        }
        return 0;
    }
}
