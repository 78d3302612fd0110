package heddle.fetch.list;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lists read whole, which only a test may do.
public final class ReadList {
    private ReadList() {}

    /// All lines.
    public static List<ListLine> lines(UrlList list) throws IOException {
        try (UrlLines lines = list.open()) {
            List<ListLine> read = new ArrayList<>();
            for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                read.add(line.get());
            }
            return read;
        }
    }

    /// The URLs, each of which must be one.
    public static List<String> urls(UrlList list) throws IOException {
        return lines(list).stream()
                .map(ListLine.Entry.class::cast)
                .map(ListLine.Entry::url)
                .toList();
    }

    /// The one line that there is.
    public static ListLine.Entry entry(UrlList list) throws IOException {
        List<ListLine> lines = lines(list);
        if (lines.size() != 1) {
            throw new AssertionError("not one line: " + lines);
        }
        return (ListLine.Entry) lines.getFirst();
    }

    /// What is wrong with the one line that there is.
    public static String problem(UrlList list) throws IOException {
        List<ListLine> lines = lines(list);
        if (lines.size() != 1) {
            throw new AssertionError("not one line: " + lines);
        }
        return ((ListLine.Bad) lines.getFirst()).problem();
    }
}
