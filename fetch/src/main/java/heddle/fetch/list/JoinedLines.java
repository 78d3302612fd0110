package heddle.fetch.list;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The lines of several lists, one after the other; each is opened when the one before it has ended.
final class JoinedLines implements UrlLines {
    private static final UrlLines NONE = new GivenLines(List.of());

    private final Iterator<UrlList> lists;
    private UrlLines current = NONE;

    JoinedLines(List<UrlList> lists) {
        this.lists = List.copyOf(lists).iterator();
    }

    @Override
    public Optional<ListLine> next() throws IOException {
        while (true) {
            Optional<ListLine> line = current.next();
            if (line.isPresent() || !lists.hasNext()) {
                return line;
            }
            current.close();
            current = lists.next().open();
        }
    }

    @Override
    public boolean isReady() throws IOException {
        return current.isReady();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
