package heddle.async;

import heddle.async.loop.Transport;

/// How a loop talks to the operating system.
///
/// The system property `heddle.transport` (`epoll`, `io_uring`, `nio`) overrides all but [#LOCAL]. One that cannot
/// be loaded is replaced by [#NIO], with a word in the log.
public enum LoopTransport {
    /// epoll where it can be loaded, else NIO.
    AUTO(Transport.AUTO),
    /// Linux's epoll.
    EPOLL(Transport.EPOLL),
    /// Linux's io_uring; many places forbid it.
    IO_URING(Transport.IO_URING),
    /// The JDK's selectors, everywhere.
    NIO(Transport.NIO),
    /// In-memory connections only, for simulations.
    LOCAL(Transport.LOCAL);

    private final Transport transport;

    LoopTransport(Transport transport) {
        this.transport = transport;
    }

    Transport transport() {
        return transport;
    }
}
