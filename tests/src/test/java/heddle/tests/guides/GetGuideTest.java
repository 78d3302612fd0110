package heddle.tests.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.client.ClientSession;
import heddle.client.Response;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Status;
import heddle.http.StatusException;
import heddle.server.Handler;
import heddle.server.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `docs/guides/get.md` shows, run.
class GetGuideTest {
    private final List<String> targets = new ArrayList<>();
    private final Handler pages = request -> {
        targets.add(request.target());
        return request.path().equals("/missing")
                ? Reply.empty(Status.NOT_FOUND)
                : Reply.text("you asked for " + request.target());
    };

    @Test
    void the_shortest_way() throws Exception {
        Site.serve(pages, url -> {
            try (var session = ClientSession.open()) {
                String page = session.get(url).text();
                IO.println(page);
            }
        });
        assertThat(targets).containsExactly("/");
    }

    @Test
    void a_query_fields_and_a_limit_of_time() throws Exception {
        Site.visit(pages, (session, url) -> {
            String found = session.get(url)
                    .query("q", "tea & biscuits")
                    .header("Accept-Language", "en")
                    .timeout(Duration.ofSeconds(5))
                    .text();
            assertThat(found).isEqualTo("you asked for /?q=tea+%26+biscuits");
        });
    }

    @Test
    void the_whole_response() throws Exception {
        Site.visit(pages, (session, url) -> {
            try (Response response = session.get(url).send()) {
                IO.println(response.status() + " "
                        + response.headers().first("Content-Type").orElse("of no type"));
                IO.println(response.text());
            }
        });
        assertThat(targets).hasSize(1);
    }

    @Test
    void success_or_an_exception() throws Exception {
        Site.visit(pages, (session, url) -> {
            var text = new ArrayList<String>();
            try {
                text.add(session.get(url + "missing").raiseForStatus().text());
            } catch (StatusException refused) {
                IO.println("the server says " + refused.status());
            } catch (HttpTimeoutException slow) {
                IO.println("too slow: " + slow.phase());
            } catch (HttpException failure) {
                IO.println(failure.getMessage() + (failure.isRetryable() ? ": try again" : ": give up"));
            }
            assertThat(text).isEmpty();
            assertThatThrownBy(
                            () -> session.get(url + "missing").raiseForStatus().text())
                    .isInstanceOf(StatusException.class);
        });
    }

    @Test
    void many_paths_of_one_api() throws Exception {
        Site.serve(pages, url -> {
            String api = url + "v2/";
            try (var session = ClientSession.open(options -> options.base(api).header("Accept", "text/plain"))) {
                IO.println(session.get("users?page=1").text());
                IO.println(session.get("status").text());
            }
        });
        assertThat(targets).containsExactly("/v2/users?page=1", "/v2/status");
    }
}
