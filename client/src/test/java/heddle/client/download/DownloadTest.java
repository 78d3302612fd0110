package heddle.client.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectionLostException;
import heddle.http.ProtocolException;
import heddle.http.StatusException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads that are cut, and go on.
class DownloadTest {
    private static final String WHOLE = "0123456789abcdefghij";
    private static final String TAG = "ETag: \"v1\"\r\n";

    @TempDir
    Path folder;

    private static String all(String fields) {
        return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 20\r\n\r\n" + WHOLE;
    }

    /// The whole, cut after so many bytes of its body.
    private static String cut(String fields, int bytes) {
        String all = all(fields);
        return all.substring(0, all.length() - WHOLE.length() + bytes);
    }

    private static String rest(String fields, int from) {
        return "HTTP/1.1 206 Partial Content\r\n%sContent-Range: bytes %d-19/20\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(fields, from, 20 - from, WHOLE.substring(from));
    }

    /// Answers one connection after the other so.
    private static ScriptedPeer answering(String... answers) {
        var scripts = new ScriptedPeer.Script[answers.length];
        for (int i = 0; i < answers.length; i++) {
            String answer = answers[i];
            scripts[i] = connection -> {
                connection.readRequest();
                connection.write(answer);
            };
        }
        return ScriptedPeer.playing(scripts);
    }

    private Path file() {
        return folder.resolve("file.bin");
    }

    private Downloaded download(ScriptedPeer peer, UnaryOperator<DownloadOptions> change) throws Exception {
        var options = change.apply(DownloadOptions.defaults().backoff(Duration.ZERO, Duration.ZERO));
        return Client.run(session -> Download.to(file(), options, () -> session.get(peer.url("/file"))));
    }

    private Downloaded download(ScriptedPeer peer) throws Exception {
        return download(peer, options -> options);
    }

    private void isWholeAndAlone() throws IOException {
        assertThat(file()).hasContent(WHOLE);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void what_is_cut_goes_on_where_it_was_cut() throws Exception {
        try (var peer = answering(cut(TAG, 8), cut(TAG, 0).replace("200 OK", "503 Busy"), rest(TAG, 8))) {
            Downloaded done = download(peer);
            assertThat(done.bytes()).isEqualTo(20);
            assertThat(done.requests()).isEqualTo(3);
            assertThat(done.resumedBytes()).isZero();
            isWholeAndAlone();
            assertThat(peer.requests().getFirst()).doesNotContain("Range").contains("Accept-Encoding: identity");
            assertThat(peer.requests().getLast()).contains("Range: bytes=8-\r\n", "If-Range: \"v1\"\r\n");
        }
    }

    @Test
    void a_later_process_goes_on_with_what_an_earlier_one_left() throws Exception {
        try (var peer = answering(cut(TAG, 8), rest(TAG, 8))) {
            assertThatExceptionOfType(ConnectionLostException.class)
                    .isThrownBy(() -> download(peer, options -> options.triesMax(1)));
            assertThat(folder.resolve("file.bin.part")).hasContent(WHOLE.substring(0, 8));
            assertThat(file()).doesNotExist();
            assertThat(download(peer).resumedBytes()).isEqualTo(8);
            isWholeAndAlone();
        }
    }

    @Test
    void what_has_changed_meanwhile_is_begun_anew() throws Exception {
        String other = all("ETag: \"v2\"\r\n");
        try (var peer = answering(cut(TAG, 8).replace(WHOLE.substring(0, 8), "old old "), other)) {
            download(peer);
            isWholeAndAlone();
        }
    }

    @Test
    void without_a_strong_validator_all_is_asked_for_again() throws Exception {
        try (var peer = answering(cut("ETag: W/\"v1\"\r\n", 8), all(""))) {
            download(peer);
            isWholeAndAlone();
            assertThat(peer.requests().getLast()).doesNotContain("Range");
        }
    }

    @Test
    void a_date_serves_when_it_is_older_than_the_answer() throws Exception {
        String dated = "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\nLast-Modified: Sun, 22 Nov 2026 11:00:00 GMT\r\n";
        try (var peer = answering(cut(dated, 8), rest(dated, 8))) {
            download(peer);
            isWholeAndAlone();
            assertThat(peer.requests().getLast()).contains("If-Range: Sun, 22 Nov 2026 11:00:00 GMT\r\n");
        }
        String same = dated.replace("11:00:00", "12:00:00");
        try (var peer = answering(cut(same, 8), all(same))) {
            download(peer);
            assertThat(peer.requests().getLast()).doesNotContain("Range");
        }
    }

    @Test
    void what_was_complete_already_is_asked_for_no_more() throws Exception {
        String chunkedAndCut =
                "HTTP/1.1 200 OK\r\n" + TAG + "Transfer-Encoding: chunked\r\n\r\n14\r\n" + WHOLE + "\r\n";
        String nothingLeft = "HTTP/1.1 416 No\r\nContent-Range: bytes */20\r\nContent-Length: 0\r\n\r\n";
        try (var peer = answering(chunkedAndCut, nothingLeft)) {
            assertThat(download(peer).bytes()).isEqualTo(20);
            isWholeAndAlone();
            assertThat(peer.requests().getLast()).contains("Range: bytes=20-");
        }
    }

    @Test
    void what_is_longer_than_the_whole_is_begun_anew() throws Exception {
        String tooShort = "HTTP/1.1 416 No\r\nContent-Range: bytes */5\r\nContent-Length: 0\r\n\r\n";
        try (var peer = answering(cut(TAG, 8), tooShort, all(TAG))) {
            download(peer);
            isWholeAndAlone();
            assertThat(peer.requests().getLast()).doesNotContain("Range");
        }
    }

    @Test
    void bytes_that_were_not_asked_for_are_not_taken() throws Exception {
        try (var peer = answering(cut(TAG, 8), rest(TAG, 9))) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> download(peer))
                    .withMessageContaining("bytes 9-19/20");
            assertThat(folder.resolve("file.bin.part")).hasContent(WHOLE.substring(0, 8));
        }
    }

    @Test
    void the_file_is_as_it_was_until_all_is_there() throws Exception {
        Files.writeString(file(), "before");
        try (var peer = answering("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")) {
            assertThatExceptionOfType(StatusException.class).isThrownBy(() -> download(peer));
            assertThat(file()).hasContent("before");
        }
        try (var peer = answering(cut("", 8))) {
            assertThatExceptionOfType(ConnectionLostException.class)
                    .isThrownBy(() -> download(peer, options -> options.triesMax(3)));
            assertThat(peer.requests()).hasSize(3);
            assertThat(file()).hasContent("before");
        }
        try (var peer = answering(all(""))) {
            download(peer);
            isWholeAndAlone();
        }
    }

    @Test
    void a_checksum_is_kept_to() throws Exception {
        String right =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ScriptedPeer.latin1(WHOLE)));
        Files.writeString(file(), "before");
        try (var peer = answering(all(TAG))) {
            assertThatExceptionOfType(ChecksumException.class)
                    .isThrownBy(() -> download(peer, options -> options.checksum(Checksum.sha256("0".repeat(64)))))
                    .satisfies(wrong -> assertThat(wrong.actual()).isEqualTo(right))
                    .withMessageContaining(right);
            assertThat(file()).hasContent("before");
            assertThat(folder.resolve("file.bin.part")).doesNotExist();
            download(peer, options -> options.checksum(Checksum.sha256(right)));
            isWholeAndAlone();
        }
    }

    @Test
    void two_downloads_to_one_file_are_one_too_many() throws Exception {
        try (var peer = answering(all(TAG))) {
            Client.visit(session -> Download.to(file(), DownloadOptions.defaults(), () -> {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> Download.to(file(), session, peer.url()))
                        .withMessageContaining("another download");
                return session.get(peer.url());
            }));
            isWholeAndAlone();
        }
    }

    @Test
    void what_fails_before_a_byte_has_come_leaves_nothing_behind() throws Exception {
        try (var peer = answering(all("").replace("200 OK", "404 Gone"))) {
            assertThatExceptionOfType(StatusException.class).isThrownBy(() -> download(peer));
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void where_no_file_can_be_nothing_is_asked_for() throws Exception {
        try (var peer = answering(all(""))) {
            Client.visit(session -> {
                Path nowhere = folder.resolve("none/file.bin");
                assertThatExceptionOfType(NoSuchFileException.class)
                        .isThrownBy(() -> Download.to(nowhere, session, peer.url()))
                        .withMessageContainingAll(nowhere.toString(), "there is no folder " + nowhere.getParent());
                assertThatExceptionOfType(FileSystemException.class)
                        .isThrownBy(() -> Download.to(folder, session, peer.url()))
                        .withMessageContainingAll(folder.toString(), "it is a folder");
            });
            assertThat(peer.requests()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }
}
