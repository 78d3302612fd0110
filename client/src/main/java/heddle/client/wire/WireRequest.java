package heddle.client.wire;

import heddle.net.wire.Target;

/// What goes over the wire, ready to be written.
///
/// @param target whom to send it to; connections are shared among equal targets
/// @param head request line and header fields, with the empty line after them
/// @param body the body, empty for none; nobody may change it any more
/// @param answer whether the response to it can have a body
/// @param timeouts how long each phase may take
/// @param spentNanos what earlier hops of the same call took off the total
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WireRequest(
        Target target, byte[] head, byte[] body, Answer answer, PhaseLimits timeouts, long spentNanos) {
    /// What the method says about the response.
    public enum Answer {
        /// Its framing says whether there is a body.
        WITH_BODY,
        /// It has none, whatever its framing says: the answer to HEAD.
        HEAD_ONLY
    }
}
