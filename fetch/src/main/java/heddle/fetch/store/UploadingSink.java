package heddle.fetch.store;

import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Mark;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.util.List;

/// A sink whose segments are moved to a store when they have been saved.
///
/// @param uploads that do it
record UploadingSink(Sink sink, SegmentUploads uploads) implements Sink {
    @Override
    public BodySink body(long ordinal, String url) throws OutputException {
        return sink.body(ordinal, url);
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        uploads.awaitRoom();
        sink.accept(outcome);
    }

    @Override
    public Boundary boundary() throws OutputException {
        Boundary boundary = sink.boundary();
        return new Boundary() {
            @Override
            public List<Mark> sync() throws OutputException {
                return boundary.sync();
            }

            // What has got its name since the last time is put; what gets it now, after the next.
            @Override
            public void saved() throws OutputException {
                boundary.saved();
                uploads.look();
            }
        };
    }

    @Override
    public void close() throws OutputException {
        try (uploads) {
            sink.close();
        }
    }
}
