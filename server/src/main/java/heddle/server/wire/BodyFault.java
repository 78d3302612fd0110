package heddle.server.wire;

/// The rest of a request body will not come; the refusal says why, and with which status to answer.
public final class BodyFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    BodyFault(Refusal refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    /// Why.
    public Refusal refusal() {
        return refusal;
    }
}
