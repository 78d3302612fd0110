package heddle.fetch.job;

import heddle.fetch.output.Earlier;
import heddle.fetch.output.OutputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/// A table by URL, in SQLite, in a file that goes with it. Rows are added in any order and sorted once, by 64 bits of
/// the SHA-256 of their URLs, when all are there.
final class EarlierIndex implements Closeable {
    private final Path file;
    private final Connection connection;
    private final PreparedStatement insert;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable PreparedStatement query;

    private EarlierIndex(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        execute("PRAGMA journal_mode = OFF");
        execute("PRAGMA synchronous = OFF");
        connection.setAutoCommit(false);
        execute("CREATE TABLE earlier (key INTEGER NOT NULL, url TEXT NOT NULL, effective TEXT NOT NULL,"
                + " etag TEXT, last_modified TEXT, archived TEXT)");
        insert = connection.prepareStatement("INSERT INTO earlier VALUES (?, ?, ?, ?, ?, ?)");
    }

    static EarlierIndex create() throws IOException {
        SqliteLibrary.require();
        Path file = Files.createTempFile("heddle-since", ".db");
        try {
            return new EarlierIndex(file, JDBC.createConnection("jdbc:sqlite:" + file.toUri(), new Properties()));
        } catch (SQLException e) {
            Files.deleteIfExists(file);
            throw new OutputException(file, new IOException(e.getMessage(), e));
        }
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    Path file() {
        return file;
    }

    void add(String url, Earlier earlier) throws SQLException {
        insert.setLong(1, key(url));
        insert.setString(2, url);
        insert.setString(3, earlier.effective());
        insert.setString(4, earlier.etag().orElse(null));
        insert.setString(5, earlier.lastModified().orElse(null));
        insert.setString(6, earlier.archived().map(Instant::toString).orElse(null));
        insert.executeUpdate();
    }

    /// After the last row, before the first question.
    void complete() throws SQLException {
        execute("CREATE INDEX by_key ON earlier (key)");
        connection.commit();
        query = connection.prepareStatement("SELECT effective, etag, last_modified, archived FROM earlier"
                + " WHERE key = ? AND url = ? ORDER BY rowid DESC LIMIT 1");
    }

    Optional<Earlier> find(String url) throws SQLException {
        lock.lock();
        try {
            PreparedStatement asked = query;
            if (asked == null) {
                throw new IllegalStateException("not complete");
            }
            asked.setLong(1, key(url));
            asked.setString(2, url);
            try (ResultSet row = asked.executeQuery()) {
                return row.next() ? Optional.of(earlier(row)) : Optional.empty();
            }
        } finally {
            lock.unlock();
        }
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        return new Earlier(
                row.getString(1),
                Optional.ofNullable(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)).map(Instant::parse));
    }

    private static long key(String url) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new OutputException(file, new IOException(e.getMessage(), e));
        } finally {
            lock.unlock();
            Files.deleteIfExists(file);
        }
    }
}
