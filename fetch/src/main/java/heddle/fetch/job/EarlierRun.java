package heddle.fetch.job;

import heddle.fetch.input.Input;
import heddle.fetch.input.InputOptions;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.Listed;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Earlier;
import heddle.fetch.output.OutputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an earlier run has left, so that URLs are asked for only if they have changed since.
///
/// Its lines are read once, when it is opened; what they say of each URL then lies in a file for temporary files, so
/// that a run of any size takes little memory. Of several lines of a URL the last counts. Safe for any number of
/// threads.
public final class EarlierRun implements Closeable {
    private static final List<String> RESULTS = List.of("results.jsonl", "results.jsonl.gz", "results.jsonl.zst");

    private final EarlierIndex index;

    private EarlierRun(EarlierIndex index) {
        this.index = index;
    }

    /// Reads the lines of a folder that `heddle fetch` has written. Blocks.
    public static EarlierRun open(Path folder) throws IOException {
        EarlierIndex index = EarlierIndex.create();
        try (UrlList list = lines(folder);
                UrlLines lines = list.open()) {
            for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get() instanceof ListLine.Entry entry) {
                    add(entry.listed(), index);
                }
            }
            index.complete();
            return new EarlierRun(index);
        } catch (SQLException e) {
            index.close();
            throw new OutputException(index.file(), new IOException(e.getMessage(), e));
        } catch (IOException | RuntimeException | Error e) {
            index.close();
            throw e;
        }
    }

    private static UrlList lines(Path folder) throws NoSuchFileException {
        Columns columns = Columns.URL.kept(
                List.of("outcome", "http_code", "url_effective", "etag", "last_modified", "warc_date"));
        for (String name : RESULTS) {
            if (Files.exists(folder.resolve(name))) {
                return Input.of(
                        ListSource.file(folder.resolve(name)),
                        InputOptions.defaults().columns(columns));
            }
        }
        throw new NoSuchFileException(
                folder.resolve(RESULTS.getFirst()).toString(),
                null,
                "what an earlier run has had is told by its lines, so it has to be run with -f jsonl beside other formats");
    }

    private static void add(Listed listed, EarlierIndex index) throws SQLException {
        Optional<String> effective = cell(listed, "url_effective");
        Optional<String> etag = cell(listed, "etag");
        Optional<String> lastModified = cell(listed, "last_modified");
        if (effective.isPresent() && isOfUse(listed) && (etag.isPresent() || lastModified.isPresent())) {
            Optional<Instant> archived = cell(listed, "warc_date").flatMap(EarlierRun::instant);
            index.add(listed.url(), new Earlier(effective.get(), etag, lastModified, archived));
        }
    }

    private static boolean isOfUse(Listed listed) {
        String outcome = cell(listed, "outcome").orElse("");
        return outcome.equals("not_modified")
                || (outcome.equals("fetched")
                        && cell(listed, "http_code").orElse("").equals("200"));
    }

    private static Optional<String> cell(Listed listed, String name) {
        Stream<Cell> cells = listed.particulars().cells().stream();
        return cells.filter(cell -> cell.name().equals(name) && !cell.isNone())
                .map(Cell::value)
                .findFirst();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException senseless) {
            return Optional.empty();
        }
    }

    /// What it has had of a URL, as the list has that. Blocks.
    public Optional<Earlier> of(String url) throws OutputException {
        try {
            return index.find(url);
        } catch (SQLException e) {
            throw new OutputException(index.file(), new IOException(e.getMessage(), e));
        }
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
