package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.IpFamily;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressOrderTest {

    private static final List<InetAddress> MIXED = literals("10.0.0.1", "10.0.0.2", "10.0.0.3", "fd00::1", "fd00::2");

    private static List<InetAddress> literals(String... addresses) {
        return Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    }

    @Test
    void families_take_turns_and_the_preferred_one_begins() {
        assertThat(AddressOrder.interleaved(MIXED, IpFamily.PREFER_IPV6))
                .isEqualTo(literals("fd00::1", "10.0.0.1", "fd00::2", "10.0.0.2", "10.0.0.3"));
        assertThat(AddressOrder.interleaved(MIXED, IpFamily.PREFER_IPV4))
                .isEqualTo(literals("10.0.0.1", "fd00::1", "10.0.0.2", "fd00::2", "10.0.0.3"));
    }

    @Test
    void no_address_comes_twice() {
        var doubled = literals("10.0.0.1", "10.0.0.1", "fd00::1", "fd00::1");
        assertThat(AddressOrder.interleaved(doubled, IpFamily.PREFER_IPV6)).isEqualTo(literals("fd00::1", "10.0.0.1"));
    }
}
