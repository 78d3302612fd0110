package heddle.fetch;

import heddle.fetch.exchange.Entry;
import heddle.fetch.exchange.HostKeys;
import heddle.fetch.frontier.Turn;
import heddle.fetch.list.LinesAgain;
import heddle.fetch.list.ListIndex;
import heddle.fetch.list.ListLine;
import heddle.fetch.options.HostKey;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Reads lines of the list again, for one lane: those that waited by their ordinals alone. Neighbours are read
/// together. For one thread at a time; blocks.
final class Texts implements Closeable {
    private final ListIndex index;
    private final LinesAgain list;
    private final HostKey hostKey;

    Texts(ListIndex index, LinesAgain list, HostKey hostKey) {
        this.index = index;
        this.list = list;
        this.hostKey = hostKey;
    }

    /// Takes a URL whose text has been read.
    @FunctionalInterface
    interface Found {
        void accept(Turn<Entry> turn, Entry entry);
    }

    /// Reads the texts of these URLs. Throws when one of them is not what it was.
    void read(List<Turn<Entry>> turns, Found found) throws IOException {
        if (turns.isEmpty()) {
            return;
        }
        List<Turn<Entry>> ordered = turns.stream()
                .sorted((one, other) -> Long.compare(one.ordinal(), other.ordinal()))
                .toList();
        long[] ordinals = ordered.stream().mapToLong(Turn::ordinal).toArray();
        index.read(list, ordinals, (place, line) -> {
            Turn<Entry> turn = ordered.get(place);
            found.accept(turn, entry(turn, line));
        });
    }

    private Entry entry(Turn<Entry> turn, ListLine.Entry line) throws IOException {
        Url url;
        try {
            url = Url.parse(line.url());
        } catch (UrlParseException e) {
            throw ListIndex.changed();
        }
        String key = turn.host().key();
        // The address of a name may be another by now, which does not make it another line.
        if (hostKey != HostKey.IP && !HostKeys.key(url, hostKey).equals(key)) {
            throw ListIndex.changed();
        }
        return new Entry(turn.ordinal(), line.listed(), url, key);
    }

    @Override
    public void close() throws IOException {
        list.close();
    }
}
