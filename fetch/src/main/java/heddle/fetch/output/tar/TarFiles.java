package heddle.fetch.output.tar;

import heddle.fetch.output.Mark;
import heddle.fetch.output.file.Segments;
import heddle.fetch.output.file.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/// Tar files being written.
final class TarFiles implements Target<Sample.Told> {
    private static final int KEY_DIGITS = 9;

    private final Segments segments;
    private final OutputStream target;

    TarFiles(Segments segments) {
        this.segments = segments;
        target = segments.stream();
    }

    @Override
    public void write(Sample.Told told) throws IOException {
        segments.begin();
        Sample sample = told.sample();
        String ordinal = Long.toString(sample.ordinal());
        String key = "0".repeat(Math.max(0, KEY_DIGITS - ordinal.length())) + ordinal;
        long now = Instant.now().getEpochSecond();
        target.write(TarEntry.head(key + ".json", told.line().length, now));
        target.write(told.line());
        target.write(new byte[TarEntry.padding(told.line().length)]);
        target.write(TarEntry.head(key + "." + told.suffix(), sample.body().bytes(), now));
        sample.body().copyTo(target);
        target.write(new byte[TarEntry.padding(sample.body().bytes())]);
        sample.body().release();
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
        segments.close();
    }
}
