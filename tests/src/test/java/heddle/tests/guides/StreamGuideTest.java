package heddle.tests.guides;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.Response;
import heddle.client.download.Checksum;
import heddle.client.download.Download;
import heddle.client.download.DownloadOptions;
import heddle.client.download.Downloaded;
import heddle.client.events.EventSource;
import heddle.http.Status;
import heddle.http.event.ServerSentEvent;
import heddle.server.Handler;
import heddle.server.Reply;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/guides/stream.md` shows, run.
class StreamGuideTest {
    private static final String TEXT = "one\ntwo\nthree\n";
    private static final String SHA_256 = HexFormat.of().formatHex(sha256().digest(TEXT.getBytes(UTF_8)));
    private final Handler text = _ -> Reply.text(TEXT);

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void piece_by_piece() throws Exception {
        var digest = sha256();
        Site.visit(text, (session, url) -> {
            try (Response response = session.get(url).send()) {
                for (var piece = response.body().read();
                        piece.hasRemaining();
                        piece = response.body().read()) {
                    digest.update(piece);
                }
            }
        });
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(SHA_256);
    }

    @Test
    void line_by_line() throws Exception {
        var lines = new ArrayList<String>();
        Site.visit(text, (session, url) -> {
            try (Response response = session.get(url).send();
                    var reader = new BufferedReader(new InputStreamReader(response.body().stream(), UTF_8))) {
                reader.lines().forEach(lines::add);
            }
        });
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void to_a_file(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("file.txt");
        Site.visit(text, (session, url) -> {
            Downloaded done = Download.to(file, session, url);
            IO.println(done.bytes() + " bytes, " + done.resumedBytes() + " of them from an earlier time");
        });
        assertThat(file).hasContent(TEXT);
    }

    @Test
    void to_a_file_that_is_known(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("file.txt");
        String sha256 = SHA_256;
        Site.visit(text, (session, url) -> {
            var options = DownloadOptions.defaults().checksum(Checksum.sha256(sha256));
            Download.to(file, options, () -> session.get(url));
        });
        assertThat(Files.readString(file)).isEqualTo(TEXT);
    }

    @Test
    void from_one_server_to_another() throws Exception {
        var stored = new ArrayList<String>();
        Handler either = request -> {
            if (request.path().equals("/copy")) {
                stored.add(request.body().text());
            }
            return Reply.text(TEXT);
        };
        Site.visit(either, (session, url) -> {
            String copy = url + "copy";
            try (Response response = session.get(url).send()) {
                session.put(copy).body(response.body()::read).discard();
            }
        });
        assertThat(stored).containsExactly(TEXT);
    }

    @Test
    void events() throws Exception {
        List<String> heard = new ArrayList<>();
        var asked = new ArrayList<String>();
        Handler feed = request -> {
            asked.add(request.target());
            return asked.size() > 1
                    ? Reply.empty(Status.NO_CONTENT)
                    : Reply.events(events -> {
                        events.reconnection(java.time.Duration.ofMillis(1));
                        events.send(ServerSentEvent.of("hello"));
                    });
        };
        Site.visit(feed, (session, url) -> {
            try (var events = EventSource.open(session, url)) {
                for (ServerSentEvent event : events) {
                    heard.add(event.data());
                }
            }
        });
        assertThat(heard).containsExactly("hello");
    }
}
