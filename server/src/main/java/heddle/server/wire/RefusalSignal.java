package heddle.server.wire;

/// Carries a [Refusal] out of the reading of a head, without a stack trace: bad peers are no bug here, and they
/// come in floods.
final class RefusalSignal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusalSignal(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    static RefusalSignal badRequest(String detail) {
        return new RefusalSignal(Refusal.badRequest(detail));
    }

    Refusal refusal() {
        return refusal;
    }
}
