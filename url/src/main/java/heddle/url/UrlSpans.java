package heddle.url;

/// Where the parts of a URL stand in its text; filled in by a parser, copied by [Url].
///
///     https://user:pass@example.com:8443/a/b?c=d#e
///          |      |    |          |     |   |   |
///          |      |    |          |     |   |   fragmentStart
///          |      |    |          |     |   queryStart
///          |      |    |          |     pathStart
///          |      |    |          hostEnd
///          |      |    hostStart
///          |      usernameEnd
///          schemeEnd
final class UrlSpans {
    static final int ABSENT = -1;

    Scheme scheme = Scheme.OTHER;
    int schemeEnd;
    int usernameEnd = ABSENT;
    int hostStart = ABSENT;
    int hostEnd = ABSENT;
    int port = ABSENT;
    int pathStart = ABSENT;
    int queryStart = ABSENT;
    int fragmentStart = ABSENT;
}
