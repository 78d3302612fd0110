package heddle.client.wire;

import heddle.net.wire.Target;

/// What goes over the wire, ready to be written.
///
/// @param target whom to send it to; connections are shared among equal targets
/// @param head method, target and header fields
/// @param body the body, empty for none, which nobody may change any more; or [#STREAMED]
/// @param answer whether the response to it can have a body
/// @param timeouts how long each phase may take
/// @param spentNanos what earlier hops of the same call took off the total
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WireRequest(
        Target target, RequestHead head, byte[] body, Answer answer, PhaseLimits timeouts, long spentNanos) {
    /// In place of a body that comes piece by piece, by [Transfer#write].
    @SuppressWarnings("MutablePublicArray") // it has no element
    public static final byte[] STREAMED = {};

    /// Whether the body comes piece by piece.
    @SuppressWarnings("ReferenceEquality")
    boolean isStreamed() {
        return body == STREAMED;
    }

    /// What the method says about the response.
    public enum Answer {
        /// Its framing says whether there is a body.
        WITH_BODY,
        /// It has none, whatever its framing says: the answer to HEAD.
        HEAD_ONLY,
        /// As the first, or it is 101, and the connection speaks another protocol from then on.
        UPGRADE
    }
}
