package heddle.bench;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Parquet files that a job has left, read by Hardwood.
final class KilledRows {
    private KilledRows() {}

    static List<Map<String, String>> read(Path folder) throws IOException {
        List<Map<String, String>> found = new ArrayList<>();
        for (Path file : KilledFiles.in(folder, ".parquet")) {
            try (var parquet = ParquetFileReader.open(InputFile.of(file));
                    RowReader row = parquet.rowReader()) {
                while (row.hasNext()) {
                    row.next();
                    found.add(members(row));
                }
            }
        }
        return found;
    }

    private static Map<String, String> members(RowReader row) {
        Map<String, String> members = new HashMap<>();
        members.put("url", row.getString("url"));
        members.put("outcome", row.getString("outcome"));
        if (!row.isNull("http_code")) {
            members.put("http_code", "" + row.getInt("http_code"));
            members.put("sha256", row.isNull("sha256") ? "none" : row.getString("sha256"));
            if (hasBody(row)) {
                members.put("payload", row.isNull("body") ? "none" : KilledLines.sha256(row.getBinary("body")));
            }
        }
        return members;
    }

    private static boolean hasBody(RowReader row) {
        return IntStream.range(0, row.getFieldCount())
                .mapToObj(row::getFieldName)
                .anyMatch("body"::equals);
    }
}
