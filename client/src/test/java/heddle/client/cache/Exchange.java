package heddle.client.cache;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// One request of a [CacheCase], what the origin says to it if it is asked, and what is to come of it.
/// Fields are written `Name: value`; a value `@n` is the date of so many seconds from then.
///
/// @param method of the request
/// @param path of its URL
/// @param asks fields of the request
/// @param status of the origin's answer
/// @param says fields of the origin's answer
/// @param expected what is to come of it
/// @param shows fields that the response has to the caller
record Exchange(
        String method,
        String path,
        List<String> asks,
        int status,
        List<String> says,
        Expected expected,
        List<String> shows) {
    enum Expected {
        /// The origin is asked, without conditions of the cache's, and its answer given.
        ASKED,
        /// The origin is not asked, and the response of the last answer given.
        CACHED,
        /// The origin is asked by If-None-Match, says 304, and the stored body is given.
        VALIDATED_BY_TAG,
        /// The same by If-Modified-Since.
        VALIDATED_BY_DATE,
        /// The origin is asked, fails, and the stored response is given.
        SPARED
    }

    /// A GET that the origin answers by 200 and these fields.
    static Exchange answered(String... says) {
        return new Exchange("GET", "/", List.of(), 200, List.of(says), Expected.ASKED, List.of());
    }

    static Exchange cached() {
        return answered().expects(Expected.CACHED);
    }

    static Exchange byTag(String... says) {
        return answered(says).status(304).expects(Expected.VALIDATED_BY_TAG);
    }

    static Exchange byDate(String... says) {
        return answered(says).status(304).expects(Expected.VALIDATED_BY_DATE);
    }

    /// The origin answers by 503, or not at all for 0.
    static Exchange spared(int status) {
        return answered().status(status).expects(Expected.SPARED);
    }

    Exchange expects(Expected expected) {
        return new Exchange(method, path, asks, status, says, expected, shows);
    }

    Exchange asking(String... fields) {
        return new Exchange(method, path, List.of(fields), status, says, expected, shows);
    }

    Exchange by(String method) {
        return new Exchange(method, path, asks, status, says, expected, shows);
    }

    Exchange at(String path) {
        return new Exchange(method, path, asks, status, says, expected, shows);
    }

    Exchange status(int status) {
        return new Exchange(method, path, asks, status, says, expected, shows);
    }

    Exchange saying(String... fields) {
        List<String> all = Stream.concat(says.stream(), Arrays.stream(fields)).toList();
        return new Exchange(method, path, asks, status, all, expected, shows);
    }

    Exchange showing(String... fields) {
        return new Exchange(method, path, asks, status, says, expected, List.of(fields));
    }
}
