package heddle.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 127.0.0.1",
        "0:0:0:0:0:0:0:1, ::1, [::1]",
        "0:0:0:0:0:0:0:0, ::, [::]",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1, [2001:db8::1:0:0:1]",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]",
    })
    void ipv6_is_short(String given, String text, String host) {
        InetAddress address = InetAddress.ofLiteral(given);
        assertThat(AddressText.of(address)).isEqualTo(text);
        assertThat(AddressText.host(address)).isEqualTo(host);
        assertThat(Url.parse("http://" + host + "/").host()).isEqualTo(host);
    }

    @Test
    void a_zone_is_left_out() throws Exception {
        byte[] bytes = InetAddress.ofLiteral("fe80::1").getAddress();
        assertThat(AddressText.of(Inet6Address.getByAddress(null, bytes, 7))).isEqualTo("fe80::1");
    }

    @Test
    void of_sockets_it_is_the_address_alone() {
        assertThat(AddressText.of(new InetSocketAddress(InetAddress.ofLiteral("::1"), 80)))
                .isEqualTo("::1");
        assertThat(AddressText.of(InetSocketAddress.createUnresolved("a.test", 80)))
                .isEqualTo("a.test");
        assertThat(AddressText.of(UnixDomainSocketAddress.of("/tmp/s"))).isEqualTo("/tmp/s");
    }
}
