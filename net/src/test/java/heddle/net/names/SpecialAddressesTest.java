package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 4 of the cases: the first and the last address of each block, and their neighbours.
class SpecialAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,this network",
        "0.255.255.255,this network",
        "10.0.0.0,private",
        "10.255.255.255,private",
        "100.64.0.0,shared",
        "100.127.255.255,shared",
        "127.0.0.1,loopback",
        "127.255.255.255,loopback",
        "169.254.169.254,link-local",
        "172.16.0.0,private",
        "172.31.255.255,private",
        "192.0.0.1,IETF",
        "192.0.2.1,documentation",
        "192.88.99.1,6to4",
        "192.168.0.0,private",
        "192.168.255.255,private",
        "198.18.0.0,benchmarks",
        "198.19.255.255,benchmarks",
        "198.51.100.7,documentation",
        "203.0.113.7,documentation",
        "224.0.0.1,multicast",
        "239.255.255.255,multicast",
        "240.0.0.1,reserved",
        "255.255.255.255,reserved",
        "::,unspecified",
        "::1,loopback",
        "::ffff:127.0.0.1,loopback",
        "::ffff:10.0.0.1,private",
        "::127.0.0.1,not assigned",
        "64:ff9b::127.0.0.1,loopback",
        "64:ff9b::10.1.2.3,private",
        "64:ff9b:1::1,not assigned",
        "100::1,not assigned",
        "2001::1,IETF",
        "2001:1ff:ffff::1,IETF",
        "2001:db8::1,documentation",
        "2002:7f00:1::,6to4",
        "3fff::1,documentation",
        "3fff:fff:ffff::1,documentation",
        "4000::1,not assigned",
        "5f00::1,not assigned",
        "fc00::1,unique local",
        "fd12:3456::1,unique local",
        "fe80::1,link-local",
        "fec0::1,not assigned",
        "ff02::1,multicast",
    })
    void is_not_of_the_public_internet(String address, String purpose) {
        assertThat(SpecialAddresses.purpose(InetAddress.ofLiteral(address)))
                .hasValueSatisfying(found -> assertThat(found).startsWith(purpose));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "93.184.215.14",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "64:ff9b::93.184.215.14",
                "2001:200::1",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "2003::1",
                "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
                "3ffe::1",
                "3fff:1000::1",
            })
    void is_of_the_public_internet(String address) {
        assertThat(SpecialAddresses.purpose(InetAddress.ofLiteral(address))).isEmpty();
    }
}
