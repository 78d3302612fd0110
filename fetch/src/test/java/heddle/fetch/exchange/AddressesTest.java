package heddle.fetch.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.url.Url;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AddressesTest {
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private InetAddress found(String name) throws UnknownHostException {
        asked.add(name);
        if (name.startsWith("no.")) {
            throw new UnknownHostException(name);
        }
        return InetAddress.ofLiteral(name.startsWith("six.") ? "2001:db8:0:0:0:0:0:1" : "192.0.2.7");
    }

    private static String key(Addresses addresses, String host) {
        return addresses.of(Url.parse("http://" + host + ":8080/x")).join();
    }

    @Test
    void names_of_one_address_are_one_host() {
        try (Addresses addresses = new Addresses(this::found)) {
            assertThat(List.of(key(addresses, "a.test"), key(addresses, "b.test"), key(addresses, "192.0.2.7")))
                    .containsOnly("192.0.2.7");
            assertThat(key(addresses, "six.test")).isEqualTo(key(addresses, "[2001:db8::1]"));
        }
    }

    @Test
    void a_name_is_looked_up_once_and_one_that_is_not_found_is_a_host_by_itself() {
        try (Addresses addresses = new Addresses(this::found)) {
            assertThat(List.of(key(addresses, "no.test"), key(addresses, "no.test")))
                    .containsOnly("no.test");
            assertThat(key(addresses, "a.test")).isEqualTo(key(addresses, "a.test"));
        }
        assertThat(asked).containsExactly("no.test", "a.test");
    }

    @Test
    void names_are_looked_up_at_once() {
        CountDownLatch both = new CountDownLatch(2);
        try (Addresses addresses = new Addresses(name -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(name);
            }
            return InetAddress.ofLiteral("192.0.2.7");
        })) {
            CompletableFuture<String> one = addresses.of(Url.parse("http://a.test/"));
            CompletableFuture<String> other = addresses.of(Url.parse("http://b.test/"));
            assertThat(one.join()).isEqualTo(other.join());
        }
    }
}
