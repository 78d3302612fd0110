package heddle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.JDBC;

/// What a killed job has in its `job.db`, read as any user could.
final class SavedState {
    private static final Pattern OUTPUT = Pattern.compile(".*[.](jsonl|gz|zst|open)");
    private static final int CHUNK_ORDINALS = 16_384;

    private SavedState() {}

    /// The ordinals that are done. A copy is looked at, so that the job finds its own files as the kill left them.
    static BitSet done(Path out, Path look) throws IOException, SQLException {
        Files.createDirectories(look);
        for (String name : List.of("job.db", "job.db-wal")) {
            Files.deleteIfExists(look.resolve(name));
            if (Files.exists(out.resolve(name))) {
                Files.copy(out.resolve(name), look.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        BitSet done = new BitSet();
        try (Connection database = open(look);
                Statement statement = database.createStatement()) {
            if (hasTables(statement)) {
                try (ResultSet row = statement.executeQuery("SELECT chunk, bits FROM done")) {
                    while (row.next()) {
                        int first = row.getInt(1) * CHUNK_ORDINALS;
                        BitSet.valueOf(row.getBytes(2)).stream().forEach(bit -> done.set(first + bit));
                    }
                }
            }
        }
        return done;
    }

    /// Makes the job believe that all of its outputs was saved, as if nothing had to be cut off.
    static void claimAll(Path out) throws IOException, SQLException {
        List<Path> files;
        try (Stream<Path> names = Files.walk(out, 2)) {
            files = names.filter(file -> OUTPUT.matcher(file.toString()).matches())
                    .toList();
        }
        try (Connection database = open(out);
                Statement statement = database.createStatement()) {
            if (hasTables(statement)) {
                for (Path file : files) {
                    String name = out.relativize(file).toString().replaceFirst("[.]open$", "");
                    statement.executeUpdate("REPLACE INTO output VALUES ('" + name + "', " + Files.size(file) + ")");
                }
            }
        }
    }

    private static boolean hasTables(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1) > 0;
        }
    }

    private static Connection open(Path folder) throws SQLException {
        return JDBC.createConnection("jdbc:sqlite:" + folder.resolve("job.db"), new Properties());
    }
}
