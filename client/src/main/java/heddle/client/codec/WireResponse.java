package heddle.client.codec;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;

/// A response as Netty's decoder hands it on, with the status line in our own words beside it.
public final class WireResponse extends DefaultHttpResponse {
    private final HttpVersion version;
    private final Status status;

    private WireResponse(HttpVersion version, Status status) {
        super(
                version == HttpVersion.HTTP_1_0
                        ? io.netty.handler.codec.http.HttpVersion.HTTP_1_0
                        : io.netty.handler.codec.http.HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status.code()),
                new WireHeaders());
        this.version = version;
        this.status = status;
    }

    /// Of the three parts of a status line. Throws [IllegalArgumentException] when they make none: curl accepts the
    /// same ones, HTTP/0.9 and HTTP/2 in text aside.
    static WireResponse of(String version, String code, String reason) {
        HttpVersion known = HttpVersion.parse(version)
                .filter(parsed -> parsed != HttpVersion.HTTP_2)
                .orElseThrow(() ->
                        new IllegalArgumentException("the response begins with '%s' where HTTP/1.1 or HTTP/1.0 belongs"
                                .formatted(shortened(version))));
        if (code.length() != 3 || !isDigit(code.charAt(0)) || !isDigit(code.charAt(1)) || !isDigit(code.charAt(2))) {
            throw new IllegalArgumentException("status '%s' is not of three digits".formatted(shortened(code)));
        }
        int number = 100 * (code.charAt(0) - '0') + 10 * (code.charAt(1) - '0') + code.charAt(2) - '0';
        if (!Status.isValid(number)) {
            throw new IllegalArgumentException("status '%s' is below 100".formatted(code));
        }
        return new WireResponse(known, Status.of(number, reason));
    }

    /// Whether another response follows it in the same exchange (RFC 9110, 15.2).
    boolean isInterim() {
        return status.isInformational() && !status.equals(Status.SWITCHING_PROTOCOLS);
    }

    /// As Heddle's own; to be called once, when all fields have come.
    public ResponseHead head() {
        return new ResponseHead(version, status, ((WireHeaders) headers()).toHeaders());
    }

    /// The fields behind a body, as Heddle's own; to be called once.
    public static Headers trailers(LastHttpContent last) {
        return last.trailingHeaders() instanceof WireHeaders fields ? fields.toHeaders() : Headers.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
