package heddle.http;

import java.util.List;
import java.util.Locale;

/// Where the body of an HTTP/1 message ends (RFC 9112, 6.3); pure rules that client and server share.
///
/// They are as strict as safety needs, because two readers who disagree on where a message ends can be made to
/// swallow each other's messages: a Content-Length beside a Transfer-Encoding, lengths that differ and `chunked`
/// anywhere but once at the end are refused with a [ProtocolException]. Where only the length of the exchange's
/// last message is at stake, they are as lax as browsers: a response without any length ends with the connection.
public sealed interface BodyFraming {
    /// There is no body, whatever the headers say.
    record None() implements BodyFraming {}

    /// The body has that many bytes; 0 is a body too, an empty one.
    record Length(long bytes) implements BodyFraming {}

    /// The body comes in chunks (RFC 9112, 7.1). `codings` are the transfer codings below, in the order they were
    /// applied: `[gzip]` for `Transfer-Encoding: gzip, chunked`.
    record Chunked(List<String> codings) implements BodyFraming {}

    /// The body ends with the connection, so that nothing can tell a cut one from a whole one. `codings` as in
    /// [Chunked].
    record UntilClose(List<String> codings) implements BodyFraming {}

    /// The framing of a response to a request of that method.
    ///
    /// Responses to HEAD, those of status 1xx, 204 and 304, and 2xx to CONNECT (a tunnel follows) have no body.
    /// Throws [ProtocolException] when the headers leave the end in doubt.
    static BodyFraming ofResponse(Method request, Status status, Headers headers) {
        boolean isTunnel = request.equals(Method.CONNECT) && status.isSuccess();
        if (!status.allowsBody() || request.equals(Method.HEAD) || isTunnel) {
            return new None();
        }
        if (headers.has("Transfer-Encoding")) {
            return transferCoded(headers);
        }
        return headers.has("Content-Length") ? new Length(contentLength(headers)) : new UntilClose(List.of());
    }

    /// The framing of a request. One without Content-Length and Transfer-Encoding has no body.
    ///
    /// Throws [ProtocolException] when the headers leave the end in doubt: for a request also when its transfer
    /// codings do not end in `chunked`, and for any in HTTP/1.0 (RFC 9112, 6.1).
    static BodyFraming ofRequest(HttpVersion version, Headers headers) {
        if (!headers.has("Transfer-Encoding")) {
            return headers.has("Content-Length") ? new Length(contentLength(headers)) : new None();
        }
        if (version == HttpVersion.HTTP_1_0) {
            throw new ProtocolException("Transfer-Encoding in an HTTP/1.0 request; send it as HTTP/1.1");
        }
        BodyFraming framing = transferCoded(headers);
        if (framing instanceof UntilClose) {
            throw new ProtocolException("Transfer-Encoding '%s' of a request does not end in 'chunked'"
                    .formatted(headers.joined("Transfer-Encoding").orElse("")));
        }
        return framing;
    }

    /// Whether the connection may carry another exchange after this message, as far as its head tells (RFC 9112,
    /// 9.3): `close` forbids, HTTP/1.1 allows, HTTP/1.0 allows with `keep-alive` and a body that is framed by its
    /// rules. A body that ends with the connection forbids too.
    static boolean keepsConnection(HttpVersion version, Headers headers) {
        if (headers.hasMember("Connection", "close")) {
            return false;
        }
        return switch (version) {
            case HTTP_1_0 -> headers.hasMember("Connection", "keep-alive") && !headers.has("Transfer-Encoding");
            case HTTP_1_1, HTTP_2 -> true;
        };
    }

    /// The number in Content-Length: digits only, at most 2^63 − 1, and the same one each time when there are
    /// several (RFC 9110, 8.6). Throws [ProtocolException] for anything else, and when there is no such field.
    static long contentLength(Headers headers) {
        long length = -1;
        for (String line : headers.all("Content-Length")) {
            for (String member : line.split(",", -1)) {
                long next = parseLength(FieldSyntax.trim(member));
                if (length >= 0 && next != length) {
                    throw new ProtocolException(
                            "conflicting Content-Length values %d and %d: the end of the body is in doubt"
                                    .formatted(length, next));
                }
                length = next;
            }
        }
        if (length < 0) {
            throw new ProtocolException("Content-Length is missing");
        }
        return length;
    }

    private static long parseLength(String digits) {
        if (digits.isEmpty()) {
            throw new ProtocolException("Content-Length has an empty value");
        }
        long length = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new ProtocolException("Content-Length '%s' is not a number in digits".formatted(digits));
            }
            if (length > (Long.MAX_VALUE - digit) / 10) {
                throw new ProtocolException("Content-Length '%s' is above 2^63-1".formatted(digits));
            }
            length = 10 * length + digit;
        }
        return length;
    }

    private static BodyFraming transferCoded(Headers headers) {
        if (headers.has("Content-Length")) {
            throw new ProtocolException("both Transfer-Encoding and Content-Length: the end of the body is in doubt");
        }
        List<String> codings = headers.members("Transfer-Encoding").stream()
                .map(coding -> coding.toLowerCase(Locale.ROOT))
                .toList();
        int chunked = codings.indexOf("chunked");
        if (chunked < 0) {
            return new UntilClose(codings.equals(List.of("identity")) ? List.of() : codings);
        }
        if (chunked != codings.size() - 1) {
            throw new ProtocolException(
                    "Transfer-Encoding '%s' has 'chunked' before the end".formatted(String.join(", ", codings)));
        }
        return new Chunked(codings.subList(0, chunked));
    }
}
