package heddle.fetch.output.parquet;

import heddle.fetch.output.Mark;
import heddle.fetch.output.file.HeldBytes;
import heddle.fetch.output.file.Segments;
import heddle.fetch.output.file.Target;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/// Rows being written, to become Parquet files.
final class RowFiles implements Target<Row> {
    private final Segments segments;
    private final Converting converting;
    private final RowCodec codec;
    private final DataOutputStream target;

    RowFiles(Segments segments, Converting converting, RowCodec codec) {
        this.segments = segments;
        this.converting = converting;
        this.codec = codec;
        target = new DataOutputStream(segments.stream());
    }

    @Override
    public void write(Row row) throws IOException {
        segments.begin();
        codec.write(row, target);
        if (row.body().isPresent()) {
            HeldBytes body = row.body().get();
            body.release();
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
        converting.await();
    }

    @Override
    public void close() throws IOException {
        try (segments) {
            converting.await();
        }
    }
}
