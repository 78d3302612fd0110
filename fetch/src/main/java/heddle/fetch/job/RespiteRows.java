package heddle.fetch.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of hosts that are to be left alone in `job.db`: a row each, by the clock on the wall, since no other is
/// the same in the next run. A clock that has been set back makes no respite longer than it was.
final class RespiteRows {
    static final String TABLE = "CREATE TABLE respite (host TEXT PRIMARY KEY, kind TEXT NOT NULL,"
            + " failures INTEGER NOT NULL, overloads INTEGER NOT NULL, from_ms INTEGER NOT NULL,"
            + " until_ms INTEGER NOT NULL) WITHOUT ROWID";

    /// Longer is as long as ever.
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final Connection connection;
    private final InstantSource clock;

    RespiteRows(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /// Puts them in the place of what was known of their hosts, within the transaction that is under way.
    void put(List<Respite> respites) throws SQLException {
        long now = clock.millis();
        try (PreparedStatement put = connection.prepareStatement("REPLACE INTO respite VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Respite respite : respites) {
                Duration time = respite.time().compareTo(LONGEST) > 0 ? LONGEST : respite.time();
                put.setString(1, respite.host());
                put.setString(2, respite.kind().name().toLowerCase(Locale.ROOT));
                put.setInt(3, respite.failures());
                put.setInt(4, respite.overloads());
                put.setLong(5, now);
                put.setLong(6, now + time.toMillis());
                put.executeUpdate();
            }
        }
    }

    /// Those that are not over.
    List<Respite> left() throws SQLException {
        long now = clock.millis();
        List<Respite> left = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT host, kind, failures, overloads, min(until_ms - ?1, until_ms - from_ms) FROM respite"
                        + " WHERE until_ms > ?1")) {
            query.setLong(1, now);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    left.add(new Respite(
                            row.getString(1),
                            Respite.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                            row.getInt(3),
                            row.getInt(4),
                            Duration.ofMillis(row.getLong(5))));
                }
            }
        }
        return left;
    }
}
