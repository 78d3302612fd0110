package heddle.fetch.list;

import java.util.Iterator;
import java.util.Optional;

/// A list of URLs with particulars that come from an iterator.
final class PulledEntries implements UrlList {
    private final Pulled<Listed> entries;

    PulledEntries(Iterator<Listed> entries) {
        this.entries = new Pulled<>(entries, () -> {});
    }

    @Override
    public UrlLines open() {
        return new Lines(entries);
    }

    @Override
    public void close() {
        entries.close();
    }

    private static final class Lines implements UrlLines {
        private final Pulled<Listed> entries;
        private long number;

        Lines(Pulled<Listed> entries) {
            this.entries = entries;
        }

        @Override
        public Optional<ListLine> next() {
            Listed listed = entries.next();
            return listed == null ? Optional.empty() : Optional.of(new ListLine.Entry(++number, listed));
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
