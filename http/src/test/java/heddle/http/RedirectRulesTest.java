package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.http.RedirectRules.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectRulesTest {
    private static final Headers SENT = Headers.of(
            "Accept",
            "*/*",
            "Authorization",
            "Basic eA==",
            "Cookie",
            "a=b",
            "Proxy-Authorization",
            "x",
            "Host",
            "h",
            "Content-Type",
            "text/plain",
            "Content-Length",
            "5",
            "Content-Encoding",
            "gzip",
            "Expect",
            "100-continue");

    @ParameterizedTest
    @CsvSource({
        "301, GET, GET, true", "301, HEAD, HEAD, true", "301, POST, GET, false", "301, PUT, PUT, true",
        "302, GET, GET, true", "302, HEAD, HEAD, true", "302, POST, GET, false", "302, DELETE, DELETE, true",
        "303, GET, GET, false", "303, HEAD, HEAD, false", "303, POST, GET, false", "303, PUT, GET, false",
        "303, DELETE, GET, false", "307, POST, POST, true", "307, GET, GET, true", "307, PATCH, PATCH, true",
        "308, POST, POST, true", "308, HEAD, HEAD, true", "308, PUT, PUT, true"
    })
    void the_table_holds(int status, String method, String next, boolean keepsBody) {
        assertThat(RedirectRules.step(Status.of(status), Method.of(method)))
                .contains(new Step(Method.of(next), keepsBody));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 300, 304, 305, 306, 309, 399, 404})
    void other_statuses_lead_nowhere(int status) {
        assertThat(RedirectRules.step(Status.of(status), Method.GET)).isEmpty();
    }

    @Test
    void within_the_origin_everything_goes_along_with_the_body() {
        assertThat(RedirectRules.withinOrigin(SENT, new Step(Method.POST, true)))
                .isEqualTo(SENT);
    }

    @Test
    void without_the_body_the_fields_about_it_go() {
        assertThat(RedirectRules.withinOrigin(SENT, new Step(Method.GET, false)))
                .isEqualTo(Headers.of(
                        "Accept",
                        "*/*",
                        "Authorization",
                        "Basic eA==",
                        "Cookie",
                        "a=b",
                        "Proxy-Authorization",
                        "x",
                        "Host",
                        "h"));
    }

    @Test
    void credentials_cookies_and_host_stay_with_their_origin() {
        assertThat(RedirectRules.acrossOrigins(SENT, new Step(Method.POST, true)))
                .isEqualTo(Headers.of(
                        "Accept",
                        "*/*",
                        "Content-Type",
                        "text/plain",
                        "Content-Length",
                        "5",
                        "Content-Encoding",
                        "gzip",
                        "Expect",
                        "100-continue"));
        assertThat(RedirectRules.acrossOrigins(SENT, new Step(Method.GET, false)))
                .isEqualTo(Headers.of("Accept", "*/*"));
    }
}
