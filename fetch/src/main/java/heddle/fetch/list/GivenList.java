package heddle.fetch.list;

import java.util.List;
import java.util.Optional;

/// A list that is in memory already. The position of a line is its number, from 0.
record GivenList(List<String> urls) implements UrlList {
    @Override
    public UrlLines open() {
        return new Lines(urls, 0);
    }

    @Override
    public Optional<LinesAgain> again() {
        return Optional.of(new LinesAgain() {
            @Override
            public UrlLines from(long position, long bytes) {
                return new Lines(urls, (int) position);
            }

            @Override
            public void close() {}
        });
    }

    private static final class Lines implements UrlLines {
        private final List<String> urls;
        private int next;

        Lines(List<String> urls, int next) {
            this.urls = urls;
            this.next = next;
        }

        @Override
        public Optional<ListLine> next() {
            return isReady() ? Optional.of(new ListLine.Entry(next + 1L, urls.get(next++))) : Optional.empty();
        }

        @Override
        public long position() {
            return next;
        }

        @Override
        public boolean isReady() {
            return next < urls.size();
        }

        @Override
        public void close() {}
    }
}
