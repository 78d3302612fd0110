package heddle.fetch.output;

import java.util.List;

/// The sink that keeps nothing.
final class NoneSink implements Sink {
    static final NoneSink INSTANCE = new NoneSink();

    private NoneSink() {}

    @Override
    public BodySink body(long ordinal, String url) {
        return BodySink.NONE;
    }

    @Override
    public void accept(Outcome outcome) {}

    @Override
    public List<Mark> marks() {
        return List.of();
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}
}
