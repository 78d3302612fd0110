package heddle.fetch.job;

import heddle.fetch.account.FetchSummary.ErrorCount;
import heddle.fetch.account.HostTable;
import heddle.fetch.output.Mark;
import heddle.fetch.output.OutputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sqlite.JDBC;

/// `job.db`: what a job remembers, in SQLite. Each [#save] is one transaction, which is there whole after a crash or
/// not at all. Other programs may read the file while a job runs. All calls block; one thread at a time.
///
/// The log is written ahead (WAL) and forced to the disk at each commit (`synchronous = FULL`), so that a state is
/// never older than what a later one was built on.
final class JobStore implements Closeable {
    static final String NAME = "job.db";

    /// Of the tables below; a later layout has a higher one. The first knew no hosts, statuses and phases,
    /// the second not all facts about what is wanted of responses, the third no respites.
    private static final int LAYOUT = 4;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE fact (name TEXT PRIMARY KEY, shown TEXT NOT NULL, key TEXT NOT NULL)",
            "CREATE TABLE done (chunk INTEGER PRIMARY KEY, bits BLOB NOT NULL)",
            "CREATE TABLE output (file TEXT PRIMARY KEY, bytes INTEGER NOT NULL)",
            "CREATE TABLE error (kind TEXT NOT NULL, phase TEXT NOT NULL, count INTEGER NOT NULL,"
                    + " retried INTEGER NOT NULL, url TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (kind, phase))",
            "CREATE TABLE status (code INTEGER PRIMARY KEY, count INTEGER NOT NULL)",
            HostRows.TABLE,
            RespiteRows.TABLE,
            "CREATE TABLE total (ok INTEGER NOT NULL, failed INTEGER NOT NULL, retries INTEGER NOT NULL,"
                    + " bytes INTEGER NOT NULL,"
                    + " times BLOB NOT NULL, wall_ns INTEGER NOT NULL, cpu_ns INTEGER NOT NULL,"
                    + " rss_peak_bytes INTEGER NOT NULL, is_list_read INTEGER NOT NULL, is_finished INTEGER NOT NULL,"
                    + " duplicates INTEGER NOT NULL)",
            "INSERT INTO total VALUES (0, 0, 0, 0, x'', 0, 0, 0, 0, 0, 0)",
            "PRAGMA user_version = " + LAYOUT);

    private final Path file;
    private final Connection connection;
    private final HostRows hosts;
    private final RespiteRows respites;

    private JobStore(Path file, Connection connection, InstantSource clock) {
        this.file = file;
        this.connection = connection;
        hosts = new HostRows(connection);
        respites = new RespiteRows(connection, clock);
    }

    /// Opens the database, and makes it when it is missing.
    ///
    /// @param clock on the wall
    static JobStore open(Path file, InstantSource clock) throws OutputException {
        SqliteLibrary.require();
        try {
            // A URI, since the driver takes a question mark in a plain name for the start of options.
            Connection connection = JDBC.createConnection("jdbc:sqlite:" + file.toUri(), new Properties());
            JobStore store = new JobStore(file, connection, clock);
            store.execute("PRAGMA busy_timeout = 10000");
            store.execute("PRAGMA journal_mode = WAL");
            store.execute("PRAGMA synchronous = FULL");
            connection.setAutoCommit(false);
            return store;
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    /// What the last checkpoint left; empty when no job was begun here.
    Optional<SavedJob> load() throws OutputException {
        try {
            int layout = layout();
            if (layout > LAYOUT) {
                throw new OutputException(
                        file, new IOException("it was made by a later Heddle, which can go on with it"));
            }
            if (layout != 0 && layout < LAYOUT) {
                throw new OutputException(
                        file,
                        new IOException(
                                "it was made by an earlier Heddle, which can go on with it; --fresh starts over"));
            }
            return layout == 0 ? Optional.empty() : Optional.of(saved());
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    /// Begins a job, once it has nothing saved.
    void begin(List<Fact> facts) throws OutputException {
        try {
            for (String table : TABLES) {
                execute(table);
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO fact VALUES (?, ?, ?)")) {
                for (Fact fact : facts) {
                    update(insert, fact.name(), fact.shown(), fact.key());
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    /// Makes this the state that the job goes on from.
    void save(Checkpoint checkpoint) throws OutputException {
        try (PreparedStatement done = connection.prepareStatement("REPLACE INTO done VALUES (?, ?)");
                PreparedStatement output = connection.prepareStatement("REPLACE INTO output VALUES (?, ?)");
                PreparedStatement error = connection.prepareStatement("REPLACE INTO error VALUES (?, ?, ?, ?, ?, ?)");
                PreparedStatement status = connection.prepareStatement("REPLACE INTO status VALUES (?, ?)")) {
            for (DoneOrdinals.Chunk chunk : checkpoint.changed()) {
                update(done, chunk.number(), chunk.bits());
            }
            for (Mark mark : checkpoint.marks()) {
                update(output, mark.file(), mark.bytes());
            }
            for (ErrorCount one : checkpoint.totals().errors()) {
                update(error, one.kind(), one.phase(), one.count(), one.retried(), one.url(), one.message());
            }
            for (var one : checkpoint.totals().statuses().entrySet()) {
                update(status, one.getKey(), one.getValue());
            }
            hosts.add(checkpoint.hosts());
            respites.put(checkpoint.respites());
            saveTotals(checkpoint);
            connection.commit();
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    private void saveTotals(Checkpoint checkpoint) throws SQLException {
        Totals totals = checkpoint.totals();
        Totals.Effort effort = totals.effort();
        try (PreparedStatement total = connection.prepareStatement(
                "UPDATE total SET ok = ?, failed = ?, duplicates = ?, retries = ?, bytes = ?, times = ?, wall_ns = ?,"
                        + " cpu_ns = ?, rss_peak_bytes = ?, is_list_read = ?")) {
            update(
                    total,
                    totals.counted().ok(),
                    totals.counted().failed(),
                    totals.counted().duplicates(),
                    totals.counted().retries(),
                    totals.bytes(),
                    totals.times(),
                    effort.wall().toNanos(),
                    effort.cpu().toNanos(),
                    effort.rssPeakBytes(),
                    checkpoint.isListRead());
        }
    }

    /// Notes that nothing is left to do.
    void complete() throws OutputException {
        try {
            execute("UPDATE total SET is_finished = 1");
            connection.commit();
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    private static void update(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    private int layout() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private SavedJob saved() throws SQLException {
        List<ErrorCount> errors = rows(
                "SELECT kind, phase, count, retried, url, message FROM error",
                row -> new ErrorCount(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6)));
        SortedMap<Integer, Long> statuses = new TreeMap<>();
        rows("SELECT code, count FROM status", row -> statuses.put(row.getInt(1), row.getLong(2)));
        return rows(
                        "SELECT * FROM total",
                        row -> new SavedJob(
                                rows(
                                        "SELECT name, shown, key FROM fact",
                                        fact -> new Fact(fact.getString(1), fact.getString(2), fact.getString(3))),
                                rows(
                                        "SELECT chunk, bits FROM done ORDER BY chunk",
                                        chunk -> new DoneOrdinals.Chunk(chunk.getInt(1), chunk.getBytes(2))),
                                rows(
                                        "SELECT file, bytes FROM output",
                                        mark -> new Mark(mark.getString(1), mark.getLong(2))),
                                totals(row, statuses, errors),
                                respites.left(),
                                row.getBoolean("is_list_read"),
                                row.getBoolean("is_finished")))
                .getFirst();
    }

    private static Totals totals(ResultSet row, SortedMap<Integer, Long> statuses, List<ErrorCount> errors)
            throws SQLException {
        Totals.Effort effort = new Totals.Effort(
                Duration.ofNanos(row.getLong("wall_ns")),
                Duration.ofNanos(row.getLong("cpu_ns")),
                row.getLong("rss_peak_bytes"));
        Totals.Counted counted = new Totals.Counted(
                row.getLong("ok"), row.getLong("failed"), row.getLong("duplicates"), row.getLong("retries"));
        return new Totals(counted, row.getLong("bytes"), row.getBytes("times"), statuses, errors, effort);
    }

    /// The hosts in short.
    HostTable hosts(int worst) throws OutputException {
        try {
            HostTable table = hosts.table(worst);
            connection.commit();
            return table;
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    /// Reads the accounts of all hosts, the worst first.
    void eachHost(HostRows.Reader reader) throws OutputException {
        try {
            hosts.each(reader);
            connection.commit();
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    /// Makes a value of a row.
    @FunctionalInterface
    private interface OfRow<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String query, OfRow<T> ofRow) throws SQLException {
        List<T> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(ofRow.of(row));
            }
        }
        return values;
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static OutputException cannotWrite(Path file, SQLException e) {
        return new OutputException(file, new IOException(e.getMessage(), e));
    }

    @Override
    public void close() throws OutputException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }
}
