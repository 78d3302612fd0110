package heddle.http.coding;

/// The bottom of every decoder: passes on what was fed, as it is.
final class FedStage implements Stage {
    private final CodedInput input;

    FedStage(CodedInput input) {
        this.input = input;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (!input.hasBytes()) {
            return input.hasEnded() ? END : STARVED;
        }
        return input.take(target, offset, length);
    }

    @Override
    public void close() {}
}
