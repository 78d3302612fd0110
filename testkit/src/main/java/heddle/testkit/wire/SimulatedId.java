package heddle.testkit.wire;

import io.netty.channel.ChannelId;

/// A channel's identity: the how manyth of its network it is, so that it is the same in every run.
record SimulatedId(long number) implements ChannelId {
    @Override
    public String asShortText() {
        return "simulated-" + number;
    }

    @Override
    public String asLongText() {
        return asShortText();
    }

    @Override
    public int compareTo(ChannelId other) {
        return other instanceof SimulatedId(long theirs)
                ? Long.compare(number, theirs)
                : asLongText().compareTo(other.asLongText());
    }
}
