package heddle.net.tunnel;

import java.nio.ByteBuffer;

/// One conversation with a proxy, up to the moment when it passes bytes on. Bytes in, bytes out, no I/O; for one
/// connection and one thread.
public interface Negotiation {
    /// What the client says first.
    byte[] opening();

    /// Takes from `received`, which holds all that has come and was not taken before, as much as it understands,
    /// and says how to go on. What follows [Step.Open] is left there: it is the target's.
    Step receive(ByteBuffer received) throws TunnelException;

    /// How the conversation goes on.
    sealed interface Step {
        /// More has to come.
        record Wait() implements Step {}

        /// The client speaks.
        ///
        /// @param bytes what it says
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Say(byte[] bytes) implements Step {}

        /// The proxy passes bytes on from here.
        record Open() implements Step {}
    }
}
