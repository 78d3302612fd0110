package heddle.fetch.list;

import heddle.http.Headers;
import heddle.http.Method;

/// How a line of a list wants its URL to be asked for, where that is not by a plain GET.
///
/// @param headers of its own, before those that all requests have
/// @param body    as it is sent; empty for none. Nobody may change it
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LineRequest(Method method, Headers headers, byte[] body) {
    /// How much it is, in bytes of the body and characters of the fields.
    long size() {
        long size = body.length;
        for (Headers.Field field : headers) {
            size += field.name().length() + field.value().length();
        }
        return size;
    }
}
