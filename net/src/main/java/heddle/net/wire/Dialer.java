package heddle.net.wire;

import heddle.net.DialException;
import heddle.net.NetOptions;

/// Makes connections. Safe to share between loops: names are cached per loop, TLS sessions and trust per dialler.
public final class Dialer {

    private final NetOptions options;

    public Dialer(NetOptions options) {
        this.options = options;
    }

    /// Finds, reaches and, if asked for, authenticates `target`. Called on a coroutine; parks. Each step has its own
    /// limit; a cancelled dial closes what it opened.
    @SuppressWarnings("DoNotCallSuggester")
    public Dialed dial(Target target) throws DialException {
        throw new UnsupportedOperationException(options + " " + target);
    }
}
