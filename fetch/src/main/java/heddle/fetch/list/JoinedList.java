package heddle.fetch.list;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Several lists, one after the other; each is opened when the one before it has ended. The position of a line is
/// that in its own list, with the number of that list in the upper bits.
final class JoinedList implements UrlList {
    private static final int POSITION_BITS = 48;
    private static final long POSITION = (1L << POSITION_BITS) - 1;
    private static final UrlLines NONE = new GivenList(List.of()).open();

    private final List<UrlList> lists;

    JoinedList(List<UrlList> lists) {
        this.lists = List.copyOf(lists);
    }

    @Override
    public UrlLines open() {
        return new Lines(list -> lists.get(list).open(), lists.size(), 0, NONE);
    }

    @Override
    public Optional<LinesAgain> again() {
        List<LinesAgain> parts = new ArrayList<>();
        for (UrlList list : lists) {
            list.again().ifPresent(parts::add);
        }
        return parts.size() == lists.size() ? Optional.of(new Again(parts)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (UrlList list : lists) {
            list.close();
        }
    }

    private record Again(List<LinesAgain> parts) implements LinesAgain {
        @Override
        public UrlLines from(long position, long bytes) throws IOException {
            int list = (int) (position >>> POSITION_BITS);
            return new Lines(
                    next -> parts.get(next).from(0, bytes),
                    parts.size(),
                    list + 1,
                    parts.get(list).from(position & POSITION, bytes));
        }

        @Override
        public void close() throws IOException {
            for (LinesAgain part : parts) {
                part.close();
            }
        }
    }

    /// Opens one of the lists.
    @FunctionalInterface
    private interface Opener {
        UrlLines open(int list) throws IOException;
    }

    private static final class Lines implements UrlLines {
        private final Opener opener;
        private final int count;
        private int opened;
        private UrlLines current;

        Lines(Opener opener, int count, int opened, UrlLines current) {
            this.opener = opener;
            this.count = count;
            this.opened = opened;
            this.current = current;
        }

        @Override
        public Optional<ListLine> next() throws IOException {
            Optional<ListLine> line = current.next();
            while (line.isEmpty() && openNext()) {
                line = current.next();
            }
            return line;
        }

        @Override
        public boolean skip() throws IOException {
            boolean isPassed = current.skip();
            while (!isPassed && openNext()) {
                isPassed = current.skip();
            }
            return isPassed;
        }

        private boolean openNext() throws IOException {
            if (opened == count) {
                return false;
            }
            current.close();
            current = opener.open(opened++);
            return true;
        }

        /// Before the first list is opened that is its beginning.
        @Override
        public long position() {
            return (long) Math.max(0, opened - 1) << POSITION_BITS | current.position();
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
}
