package heddle.testkit.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a simulated channel: Netty's own, and any other, which is kept for whoever asks.
final class SimulatedConfig extends DefaultChannelConfig {
    private final Map<ChannelOption<?>, Object> others = new HashMap<>();

    SimulatedConfig(Channel channel) {
        super(channel);
    }

    boolean allowsHalfClosure() {
        return Boolean.TRUE.equals(getOption(ChannelOption.ALLOW_HALF_CLOSURE));
    }

    /// Whether closing resets the connection (`SO_LINGER` of 0).
    boolean closesByReset() {
        return Integer.valueOf(0).equals(getOption(ChannelOption.SO_LINGER));
    }

    @Override
    @SuppressWarnings("unchecked") // put below, under the same option
    public <T> @Nullable T getOption(ChannelOption<T> option) {
        var other = (T) others.get(option);
        return other != null ? other : super.getOption(option);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        if (!super.setOption(option, value)) {
            others.put(option, value);
        }
        return true;
    }
}
