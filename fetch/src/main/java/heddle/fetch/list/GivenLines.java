package heddle.fetch.list;

import java.util.Iterator;
import java.util.Optional;

/// The lines of a list that is in memory already.
final class GivenLines implements UrlLines {
    private final Iterator<String> urls;
    private long number;

    GivenLines(Iterable<String> urls) {
        this.urls = urls.iterator();
    }

    @Override
    public Optional<ListLine> next() {
        return urls.hasNext() ? Optional.of(new ListLine.Entry(++number, urls.next())) : Optional.empty();
    }

    @Override
    public boolean isReady() {
        return urls.hasNext();
    }

    @Override
    public void close() {}
}
