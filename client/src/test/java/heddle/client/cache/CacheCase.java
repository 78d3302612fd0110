package heddle.client.cache;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.client.ClientSession;
import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.client.body.Pieces;
import heddle.http.ConnectionLostException;
import heddle.http.Headers;
import heddle.http.HttpDate;
import heddle.http.Method;
import heddle.http.Phase;
import heddle.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A sequence of exchanges through a cache, in virtual time, three seconds after each other. The origin is a middleware
/// below the cache: its body is the number of the answer.
///
/// @param id by which http-tests/cache-tests knows the case
/// @param exchanges one after the other
record CacheCase(String id, List<Exchange> exchanges) {
    static CacheCase of(String id, Exchange... exchanges) {
        return new CacheCase(id, List.of(exchanges));
    }

    void run(CacheStore store) throws Exception {
        var time = VirtualTime.start();
        var run = new Run(time);
        Async.run(LoopOptions.defaults().time(time), () -> {
            try (var session = ClientSession.open(
                    options -> options.middleware(HttpCache.of(store)).middleware(run.origin()))) {
                for (Exchange exchange : exchanges) {
                    run.check(session, exchange);
                    Async.sleep(Duration.ofSeconds(3));
                }
            }
        });
    }

    private static final class Run {
        private final VirtualTime time;
        private final List<Outgoing> asked = new ArrayList<>();
        private final Map<String, String> lastBody = new HashMap<>();
        private Exchange current = Exchange.answered();

        Run(VirtualTime time) {
            this.time = time;
        }

        Middleware origin() {
            Middleware origin = (request, _) -> {
                asked.add(request);
                if (current.status() == 0) {
                    throw new ConnectionLostException(Phase.FIRST_BYTE, "the origin is gone", null);
                }
                String body = current.status() == 304 || request.method().equals(Method.HEAD)
                        ? ""
                        : Integer.toString(asked.size());
                return request.respond(
                        Status.of(current.status()),
                        fields(current.says()),
                        Pieces.of(body.getBytes(StandardCharsets.UTF_8)));
            };
            return origin.perHop();
        }

        void check(ClientSession session, Exchange exchange) {
            current = exchange;
            int before = asked.size();
            var request = session.request(Method.of(exchange.method()), "http://origin.test" + exchange.path());
            fields(exchange.asks()).forEach(field -> request.header(field.name(), field.value()));
            try (Response response = request.send()) {
                String body = response.text();
                checkOrigin(exchange, asked.subList(before, asked.size()));
                String expected = exchange.expected() == Exchange.Expected.ASKED
                        ? exchange.method().equals("HEAD") ? "" : Integer.toString(asked.size())
                        : lastBody.getOrDefault(exchange.path(), "nothing");
                assertThat(body).as("the body, %s", response.headers()).isEqualTo(expected);
                fields(exchange.shows())
                        .forEach(field -> assertThat(response.headers().all(field.name()))
                                .as(field.name())
                                .containsExactly(field.value()));
                if (exchange.method().equals("GET") && exchange.expected() == Exchange.Expected.ASKED) {
                    lastBody.put(exchange.path(), body);
                }
            }
        }

        private static void checkOrigin(Exchange exchange, List<Outgoing> asked) {
            if (exchange.expected() == Exchange.Expected.CACHED) {
                assertThat(asked).as("requests to the origin").isEmpty();
                return;
            }
            assertThat(asked).as("requests to the origin").hasSize(1);
            Headers sent = asked.getFirst().headers();
            switch (exchange.expected()) {
                case VALIDATED_BY_TAG -> assertThat(sent.has("If-None-Match")).isTrue();
                case VALIDATED_BY_DATE ->
                    assertThat(sent.has("If-Modified-Since")).isTrue();
                case ASKED, CACHED, SPARED -> {}
            }
        }

        private Headers fields(List<String> lines) {
            var headers = Headers.builder();
            for (String line : lines) {
                int colon = line.indexOf(": ");
                headers.add(line.substring(0, colon), value(line.substring(colon + 2)));
            }
            return headers.build();
        }

        private String value(String text) {
            Instant now = time.instant();
            return text.startsWith("@") ? HttpDate.format(now.plusSeconds(Long.parseLong(text.substring(1)))) : text;
        }
    }
}
