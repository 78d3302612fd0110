package heddle.fetch.shard;

import heddle.fetch.list.LinesAgain;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.HostKey;
import java.io.IOException;
import java.util.Optional;

/// The lines of a list that are in one shard. The position of one is that in the whole list.
record ShardList(Shard shard, UrlList list, HostKey hostKey) implements UrlList {
    @Override
    public UrlLines open() throws IOException {
        return new Lines(list.open());
    }

    @Override
    public Optional<LinesAgain> again() {
        return list.again().map(Again::new);
    }

    @Override
    public void close() throws IOException {
        list.close();
    }

    private boolean has(ListLine line) {
        String text = switch (line) {
            case ListLine.Entry entry -> entry.url();
            case ListLine.Duplicate duplicate -> duplicate.entry().url();
            case ListLine.Bad bad -> bad.excerpt();
        };
        return shard.has(text, hostKey);
    }

    private final class Again implements LinesAgain {
        private final LinesAgain whole;

        Again(LinesAgain whole) {
            this.whole = whole;
        }

        @Override
        public UrlLines from(long position, long bytes) throws IOException {
            return new Lines(whole.from(position, bytes));
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }

    private final class Lines implements UrlLines {
        private final UrlLines whole;

        Lines(UrlLines whole) {
            this.whole = whole;
        }

        @Override
        public Optional<ListLine> next() throws IOException {
            Optional<ListLine> line = whole.next();
            while (line.isPresent() && !has(line.get())) {
                line = whole.next();
            }
            return line;
        }

        @Override
        public long position() {
            return whole.position();
        }

        /// The next line here may be far away there.
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }
}
