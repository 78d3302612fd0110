package heddle.testkit;

import heddle.testkit.wire.Journal;

/// What a simulation has done, a line each: the virtual time, who, what, how much. It holds nothing that differs
/// between two runs of a seed: no real time, no identity, no address of this machine, no content of a packet.
final class Trace implements Journal {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final StringBuilder text = new StringBuilder();
    private final int charsMax;
    private long nanos;
    private long fingerprint;

    Trace(int charsMax) {
        this.charsMax = charsMax;
    }

    /// From now on it is that late.
    void moveTo(long nanos) {
        this.nanos = nanos;
    }

    @Override
    public void note(String who, String what, long amount) {
        fold(nanos);
        fold(who.hashCode());
        fold(what.hashCode());
        fold(amount);
        if (text.length() < charsMax) {
            append(who, what, amount);
        }
    }

    private void append(String who, String what, long amount) {
        appendSeconds(nanos);
        text.append(' ').append(who).append(' ').append(what);
        if (amount != 0) {
            text.append(' ').append(amount);
        }
        text.append('\n');
    }

    private void appendSeconds(long nanos) {
        long fraction = nanos % 1_000_000_000;
        text.append(nanos / 1_000_000_000).append('.');
        for (long unit = 100_000_000; unit > 0; unit /= 10) {
            text.append((char) ('0' + fraction / unit % 10));
        }
    }

    private void fold(long value) {
        fingerprint = Long.rotateLeft(fingerprint ^ value * PRIME, 27) * PRIME + 1;
    }

    long fingerprint() {
        return fingerprint;
    }

    String text() {
        return text.toString();
    }

    /// The last lines of what was kept.
    String tail(int lines) {
        int from = text.length();
        for (int left = lines + 1; left > 0 && from >= 0; left--) {
            from = text.lastIndexOf("\n", from - 1);
        }
        return text.substring(from + 1);
    }
}
