package heddle.fetch.job;

import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostTable;
import heddle.fetch.output.OutputException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The table of hosts in `job.db`: a row each, to which every checkpoint adds what came of its URLs since the one
/// before. So there may be any number of hosts, and what is in memory of them is one checkpoint's share.
final class HostRows {
    static final String TABLE =
            "CREATE TABLE host (host TEXT PRIMARY KEY, ok INTEGER NOT NULL, failed INTEGER NOT NULL,"
                    + " error_statuses INTEGER NOT NULL, retries INTEGER NOT NULL, bytes INTEGER NOT NULL,"
                    + " time_ns INTEGER NOT NULL, longest_ns INTEGER NOT NULL) WITHOUT ROWID";

    private static final String ADD =
            "INSERT INTO host VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (host) DO UPDATE SET"
                    + " ok = ok + excluded.ok, failed = failed + excluded.failed,"
                    + " error_statuses = error_statuses + excluded.error_statuses, retries = retries + excluded.retries,"
                    + " bytes = bytes + excluded.bytes, time_ns = time_ns + excluded.time_ns,"
                    + " longest_ns = max(longest_ns, excluded.longest_ns)";

    /// As [HostAccount#WORST_FIRST].
    private static final String WORST_FIRST =
            "SELECT * FROM host ORDER BY failed DESC, error_statuses DESC, time_ns / max(ok, 1) DESC, host LIMIT ?";

    private static final int ALL = -1;

    private final Connection connection;

    HostRows(Connection connection) {
        this.connection = connection;
    }

    /// Takes an account.
    @FunctionalInterface
    interface Reader {
        void accept(HostAccount host) throws OutputException;
    }

    /// Adds to the rows, within the transaction that is under way.
    void add(List<HostAccount> hosts) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (HostAccount host : hosts) {
                add.setString(1, host.host());
                add.setLong(2, host.ok());
                add.setLong(3, host.failed());
                add.setLong(4, host.errorStatuses());
                add.setLong(5, host.retries());
                add.setLong(6, host.bytes());
                add.setLong(7, host.time().toNanos());
                add.setLong(8, host.longest().toNanos());
                add.executeUpdate();
            }
        }
    }

    HostTable table(int worst) throws SQLException, OutputException {
        List<HostAccount> few = new ArrayList<>();
        each(worst, few::add);
        return new HostTable(count(), 0, few);
    }

    /// Reads all, the worst first.
    void each(Reader reader) throws SQLException, OutputException {
        each(ALL, reader);
    }

    private void each(int limit, Reader reader) throws SQLException, OutputException {
        try (PreparedStatement query = connection.prepareStatement(WORST_FIRST)) {
            query.setInt(1, limit);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    reader.accept(account(row));
                }
            }
        }
    }

    private static HostAccount account(ResultSet row) throws SQLException {
        return new HostAccount(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                Duration.ofNanos(row.getLong(7)),
                Duration.ofNanos(row.getLong(8)));
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM host")) {
            return row.getLong(1);
        }
    }
}
