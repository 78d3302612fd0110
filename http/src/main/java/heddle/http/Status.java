package heddle.http;

import org.jspecify.annotations.Nullable;

/// A response status (RFC 9110, 15): a code of three digits and the reason phrase that came with it.
///
/// The code alone decides equality: the reason is for people, and HTTP/2 has none. Any code from 100 to 999 is a
/// status; one that nobody registered counts as the x00 of its class (15).
public final class Status {
    private static final int CODE_MIN = 100;
    private static final int CODE_MAX = 999;

    /// The statuses below by their code; filled by their initialisers, so it stands before them.
    private static final @Nullable Status[] NAMED = new Status[CODE_MAX + 1];

    /// 100: go on and send the body.
    public static final Status CONTINUE = named(100, "Continue");
    /// 101: the connection now speaks another protocol.
    public static final Status SWITCHING_PROTOCOLS = named(101, "Switching Protocols");
    /// 103: headers of the response to come (RFC 8297).
    public static final Status EARLY_HINTS = named(103, "Early Hints");
    /// 200: it worked.
    public static final Status OK = named(200, "OK");
    /// 201: a new resource was made.
    public static final Status CREATED = named(201, "Created");
    /// 202: taken on, not yet done.
    public static final Status ACCEPTED = named(202, "Accepted");
    /// 204: it worked, and there is no body.
    public static final Status NO_CONTENT = named(204, "No Content");
    /// 206: the asked range of the resource.
    public static final Status PARTIAL_CONTENT = named(206, "Partial Content");
    /// 301: moved for good; POST becomes GET.
    public static final Status MOVED_PERMANENTLY = named(301, "Moved Permanently");
    /// 302: moved for now; POST becomes GET.
    public static final Status FOUND = named(302, "Found");
    /// 303: the answer is elsewhere, to be had by GET.
    public static final Status SEE_OTHER = named(303, "See Other");
    /// 304: the copy you have is still good; no body.
    public static final Status NOT_MODIFIED = named(304, "Not Modified");
    /// 307: moved for now, same method and body.
    public static final Status TEMPORARY_REDIRECT = named(307, "Temporary Redirect");
    /// 308: moved for good, same method and body.
    public static final Status PERMANENT_REDIRECT = named(308, "Permanent Redirect");
    /// 400: the request makes no sense.
    public static final Status BAD_REQUEST = named(400, "Bad Request");
    /// 401: credentials are missing or wrong.
    public static final Status UNAUTHORIZED = named(401, "Unauthorized");
    /// 403: not allowed.
    public static final Status FORBIDDEN = named(403, "Forbidden");
    /// 404: nothing there.
    public static final Status NOT_FOUND = named(404, "Not Found");
    /// 405: there, but not for this method.
    public static final Status METHOD_NOT_ALLOWED = named(405, "Method Not Allowed");
    /// 407: the proxy wants credentials.
    public static final Status PROXY_AUTHENTICATION_REQUIRED = named(407, "Proxy Authentication Required");
    /// 408: the request took too long to arrive.
    public static final Status REQUEST_TIMEOUT = named(408, "Request Timeout");
    /// 409: in conflict with the state of the resource.
    public static final Status CONFLICT = named(409, "Conflict");
    /// 410: was there, is gone for good.
    public static final Status GONE = named(410, "Gone");
    /// 411: a Content-Length is wanted.
    public static final Status LENGTH_REQUIRED = named(411, "Length Required");
    /// 413: the body is too large.
    public static final Status CONTENT_TOO_LARGE = named(413, "Content Too Large");
    /// 414: the URL is too long.
    public static final Status URI_TOO_LONG = named(414, "URI Too Long");
    /// 415: the body is of a type that the resource does not take.
    public static final Status UNSUPPORTED_MEDIA_TYPE = named(415, "Unsupported Media Type");
    /// 416: no such range.
    public static final Status RANGE_NOT_SATISFIABLE = named(416, "Range Not Satisfiable");
    /// 417: an expectation that cannot be met.
    public static final Status EXPECTATION_FAILED = named(417, "Expectation Failed");
    /// 421: this connection is not for that host.
    public static final Status MISDIRECTED_REQUEST = named(421, "Misdirected Request");
    /// 425: not before the handshake is complete (RFC 8470).
    public static final Status TOO_EARLY = named(425, "Too Early");
    /// 426: another protocol is wanted.
    public static final Status UPGRADE_REQUIRED = named(426, "Upgrade Required");
    /// 429: slow down (RFC 6585).
    public static final Status TOO_MANY_REQUESTS = named(429, "Too Many Requests");
    /// 431: the head is too large (RFC 6585).
    public static final Status REQUEST_HEADER_FIELDS_TOO_LARGE = named(431, "Request Header Fields Too Large");
    /// 500: the server failed.
    public static final Status INTERNAL_SERVER_ERROR = named(500, "Internal Server Error");
    /// 501: the server does not know how.
    public static final Status NOT_IMPLEMENTED = named(501, "Not Implemented");
    /// 502: the server behind the server failed.
    public static final Status BAD_GATEWAY = named(502, "Bad Gateway");
    /// 503: not now; often with Retry-After.
    public static final Status SERVICE_UNAVAILABLE = named(503, "Service Unavailable");
    /// 504: the server behind the server was silent.
    public static final Status GATEWAY_TIMEOUT = named(504, "Gateway Timeout");
    /// 505: not in this version of HTTP.
    public static final Status HTTP_VERSION_NOT_SUPPORTED = named(505, "HTTP Version Not Supported");

    private final int code;
    private final String reason;

    private Status(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    private static Status named(int code, String reason) {
        var status = new Status(code, reason);
        NAMED[code] = status;
        return status;
    }

    /// Whether the number is a status code at all: 100 to 999.
    public static boolean isValid(int code) {
        return code >= CODE_MIN && code <= CODE_MAX;
    }

    /// The status of that code with its registered reason, or an empty reason when none is known.
    ///
    /// Throws [IllegalArgumentException] when the code does not have three digits.
    public static Status of(int code) {
        if (!isValid(code)) {
            throw new IllegalArgumentException("status code %d is outside 100 to 999".formatted(code));
        }
        Status status = NAMED[code];
        return status != null ? status : new Status(code, "");
    }

    /// The status of that code as a peer wrote it, with its own reason phrase, unchecked (it is shown, never sent
    /// on).
    ///
    /// Throws [IllegalArgumentException] when the code does not have three digits.
    public static Status of(int code, String reason) {
        Status status = of(code);
        return status.reason.equals(reason) ? status : new Status(code, reason);
    }

    /// The number, 100 to 999.
    public int code() {
        return code;
    }

    /// The phrase for people; empty when none is known.
    public String reason() {
        return reason;
    }

    /// 1xx: not the final response.
    public boolean isInformational() {
        return code < 200;
    }

    /// 2xx: it worked.
    public boolean isSuccess() {
        return code >= 200 && code < 300;
    }

    /// 3xx: something is left to do; see [RedirectRules#step] for those that lead to another URL.
    public boolean isRedirection() {
        return code >= 300 && code < 400;
    }

    /// 4xx: the request is at fault.
    public boolean isClientError() {
        return code >= 400 && code < 500;
    }

    /// 5xx: the server is at fault.
    public boolean isServerError() {
        return code >= 500 && code < 600;
    }

    /// 400 and above. Codes from 600 on belong to no class (RFC 9110, 15) and are treated as server errors.
    public boolean isError() {
        return code >= 400;
    }

    /// Whether it is likely to pass: 408, 425, 429, 500, 502, 503, 504.
    public boolean isRetryable() {
        return switch (code) {
            case 408, 425, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /// Whether a response of this status can have a body at all: not 1xx, 204 and 304 (RFC 9110, 6.4.1).
    public boolean allowsBody() {
        return code >= 200 && code != 204 && code != 304;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Status status && code == status.code);
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(code) : code + " " + reason;
    }
}
