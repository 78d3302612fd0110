package heddle.tests.guides;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import heddle.client.body.MultipartForm;
import heddle.client.jackson.JacksonCodec;
import heddle.client.json.JsonCodec;
import heddle.client.json.JsonType;
import heddle.http.Method;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.url.Parameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/guides/post.md` shows, run.
class PostGuideTest {
    private final List<String> got = new ArrayList<>();
    private final Handler mirror = request -> {
        got.add(request.method() + " " + request.headers().first("Content-Type").orElse("-"));
        return Reply.text(request.body().text());
    };

    /// What the guide sends; public for Jackson.
    public record User(String name, int age) {}

    @Test
    void values_as_json() throws Exception {
        Handler users = request -> request.method().equals(Method.POST)
                ? mirror.handle(request)
                : Reply.text("[{\"name\":\"Grace\",\"age\":45}]");
        Site.visit(users, (session, url) -> {
            JsonCodec json = JacksonCodec.of(new ObjectMapper());
            User made = session.post(url).body(json.body(new User("Ada", 36))).as(json.to(User.class));
            List<User> all = session.get(url).as(json.to(new JsonType<List<User>>() {}));
            assertThat(made).isEqualTo(new User("Ada", 36));
            assertThat(all).containsExactly(new User("Grace", 45));
        });
        assertThat(got).containsExactly("POST application/json");
    }

    @Test
    void bytes() throws Exception {
        Site.visit(mirror, (session, url) -> {
            byte[] json = "{\"name\": \"Ada\"}".getBytes(UTF_8);
            String answer = session.post(url).body(json, "application/json").text();
            assertThat(answer).isEqualTo("{\"name\": \"Ada\"}");
        });
        assertThat(got).containsExactly("POST application/json");
    }

    @Test
    void a_form() throws Exception {
        Site.visit(mirror, (session, url) -> {
            var form = Parameters.of("user", "ada").and("motto", "1 + 1 = 2");
            String answer = session.post(url).body(form).text();
            assertThat(Parameters.parse(answer)).isEqualTo(form);
        });
        assertThat(got).containsExactly("POST application/x-www-form-urlencoded");
    }

    @Test
    void a_form_with_a_file(@TempDir Path folder) throws Exception {
        Path photo = Files.writeString(folder.resolve("photo.jpg"), "JPEG");
        Site.visit(mirror, (session, url) -> {
            var form = MultipartForm.empty().field("title", "Sunset").file("photo", photo);
            String answer = session.post(url).body(form).text();
            assertThat(answer).contains("name=\"title\"\r\n\r\nSunset\r\n", "filename=\"photo.jpg\"");
        });
        assertThat(got.getFirst()).startsWith("POST multipart/form-data; boundary=");
    }

    @Test
    void other_methods() throws Exception {
        Site.visit(mirror, (session, url) -> {
            session.put(url).body("new text").discard();
            session.delete(url).discard();
            session.request(Method.of("REPORT"), url)
                    .body("<report/>".getBytes(UTF_8), "text/xml")
                    .discard();
        });
        assertThat(got).containsExactly("PUT text/plain; charset=utf-8", "DELETE -", "REPORT text/xml");
    }

    @Test
    void once_and_not_twice() throws Exception {
        Site.visit(mirror, (session, url) -> {
            String order = "42";
            session.post(url).header("Idempotency-Key", order).body("one cake").discard();
            assertThat(got).hasSize(1);
        });
    }
}
