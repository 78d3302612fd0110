package heddle.fetch.output;

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
    public Boundary boundary() {
        return Boundary.NONE;
    }

    @Override
    public void close() {}
}
