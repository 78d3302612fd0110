package heddle.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import heddle.async.Loops;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.warc.Archive;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What outputs say of a peer that is a Unix domain socket, and so has a path for an address.
class UnixPeerTest {
    private static final String URL = "http://daemon.example/page";

    @TempDir
    private Path folder;

    private final Loops loops = Loops.open(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.open(ServerOptions.at(socket()), loops, _ -> Reply.text("hello"));
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    private Path socket() {
        return folder.resolve("socket");
    }

    private Path fetchInto(Format format) throws IOException {
        Path out = folder.resolve("out");
        Fetcher.create(FetchOptions.defaults().session(session -> session.unixSocket(socket())))
                .run(UrlList.of(List.of(URL)), Outputs.of(format).open(out));
        return out;
    }

    @Test
    void a_line_has_the_path_where_others_have_an_address() throws Exception {
        Path out = fetchInto(Format.JSONL);
        assertThat(JsonLines.of(out.resolve("results.jsonl")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("outcome", "fetched")
                        .containsEntry("remote_ip", socket().toString()));
    }

    @Test
    void a_row_of_parquet_has_the_same() throws Exception {
        Path out = fetchInto(Format.PARQUET);
        try (Stream<Path> files = Files.list(out.resolve("parquet"));
                ParquetFileReader parquet =
                        ParquetFileReader.open(InputFile.of(files.findFirst().orElseThrow()));
                RowReader row = parquet.rowReader()) {
            row.next();
            assertThat(row.getString("remote_ip")).isEqualTo(socket().toString());
        }
    }

    @Test
    void a_record_of_warc_has_no_address_as_that_must_be_one_of_ip() throws Exception {
        Path out = fetchInto(Format.WARC);
        assertThat(Archive.in(out.resolve("warc")))
                .filteredOn(record -> record.is("response"))
                .singleElement()
                .satisfies(response -> {
                    assertThat(response.url()).isEqualTo(URL);
                    assertThat(response.ip()).isEmpty();
                    assertThat(response.payload()).asString(UTF_8).isEqualTo("hello");
                });
    }
}
