package heddle.fetch.output.warc;

import heddle.fetch.output.Mark;
import heddle.fetch.output.file.Segments;
import heddle.fetch.output.file.Target;
import java.io.IOException;
import java.util.List;

/// WARC files being written.
final class WarcFiles implements Target<Hop.Chain> {
    private final Segments segments;
    private final RecordWriter records;

    WarcFiles(Segments segments) {
        this.segments = segments;
        records = new RecordWriter(segments.stream());
    }

    @Override
    public void write(Hop.Chain chain) throws IOException {
        if (segments.begin()) {
            records.warcinfo(segments.name());
        }
        int last = chain.hops().size() - 1;
        for (int i = 0; i <= last; i++) {
            Hop hop = chain.hops().get(i);
            if (i == last && chain.same().isPresent()) {
                records.same(hop, chain.same().get());
            } else {
                records.exchange(hop);
            }
            hop.body().release();
        }
    }

    @Override
    public List<Mark> sync() throws IOException {
        return segments.sync();
    }

    @Override
    public void saved() throws IOException {
        segments.saved();
    }

    @Override
    public void complete() throws IOException {
        segments.complete();
    }

    @Override
    public void close() throws IOException {
        try (segments;
                records) {
            // Both, whatever becomes of the other.
        }
    }
}
