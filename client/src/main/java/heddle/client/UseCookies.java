package heddle.client;

import heddle.http.Headers;
import heddle.http.cookie.Cookie;
import heddle.http.cookie.CookieJar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sends the jar's cookies, and takes those of the response. The last sender asks it, below the redirects,
/// so that the jar decides for each hop anew, and what it adds never travels to the next one. It is no
/// [Middleware], for the frames of one would lie on the stack that every parked call keeps.
final class UseCookies {
    private final CookieJar jar;

    UseCookies(CookieJar jar) {
        this.jar = jar;
    }

    /// Keeps what the response to the request sets.
    void receive(Outgoing request, Response response) {
        if (response.headers().has("Set-Cookie")) { // most have none, and then nothing escapes to the jar
            jar.receive(request.url(), response.headers());
        }
    }

    /// The request with the cookies that are for it.
    Outgoing withCookies(Outgoing request) {
        if (jar.size() == 0) {
            return request;
        }
        List<Cookie> cookies = jar.cookies(request.url());
        return cookies.isEmpty() ? request : request.withChecked(withCookies(request.headers(), cookies));
    }

    /// A cookie that the caller wrote into the request goes before one of the jar, and instead of one of its name.
    private static Headers withCookies(Headers headers, List<Cookie> cookies) {
        Optional<String> own = headers.first("Cookie");
        if (own.isEmpty()) {
            return headers.toBuilder().add("Cookie", CookieJar.joined(cookies)).build();
        }
        Set<String> named = Stream.of(own.get().split(";"))
                .map(pair -> pair.split("=", 2)[0].strip())
                .collect(Collectors.toSet());
        List<Cookie> others = cookies.stream()
                .filter(cookie -> !named.contains(cookie.name()))
                .toList();
        return others.isEmpty()
                ? headers
                : headers.toBuilder()
                        .replace("Cookie", own.get() + "; " + CookieJar.joined(others))
                        .build();
    }
}
