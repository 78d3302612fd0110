package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import heddle.net.IpFamily;
import heddle.net.names.ScriptedDns.Line;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The resolver against a real name server on the loopback, over real datagrams.
class ResolverTest {

    private final ScriptedDns first = new ScriptedDns();
    private final ScriptedDns second = new ScriptedDns();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private DnsOptions options =
            DnsOptions.defaults().servers(List.of(first.address())).resolutionDelay(Duration.ofSeconds(20));
    private SearchList search = SearchList.none();

    @AfterEach
    void close() {
        first.close();
        second.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private <T> T onLoop(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, loop).join();
    }

    private Resolver resolver() {
        return onLoop(() -> new Resolver(
                loop, options, search, new NameServers(loop, NioDatagramChannel::new, NioSocketChannel::new, options)));
    }

    private Future<List<InetAddress>> resolve(Resolver resolver, String host) {
        return onLoop(() -> resolver.addresses(host, 80)).awaitUninterruptibly();
    }

    private Future<List<InetAddress>> resolve(String host) {
        return resolve(resolver(), host);
    }

    private static DialException failure(Future<?> ended) {
        assertThat(ended.cause()).isInstanceOf(DialException.class);
        return (DialException) ended.cause();
    }

    private static List<InetAddress> literals(String... addresses) {
        return Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    }

    @Test
    void both_families_of_a_name_are_found() {
        first.has("site.example", 60, "10.0.0.1", "fd00::1", "10.0.0.2");
        assertThat(resolve("site.example").getNow())
                .containsExactlyInAnyOrderElementsOf(literals("fd00::1", "10.0.0.1", "10.0.0.2"));
    }

    @Test
    void a_hundred_lookups_at_once_send_one_query_a_family_and_later_ones_none() {
        first.has("site.example", 60, "10.0.0.1", "fd00::1");
        var resolver = resolver();
        var all = onLoop(() -> IntStream.range(0, 100)
                .mapToObj(_ -> resolver.addresses("site.example", 80))
                .toList());
        assertThat(all)
                .allSatisfy(
                        each -> assertThat(each.awaitUninterruptibly().getNow()).hasSize(2));
        assertThat(resolve(resolver, "site.example").getNow()).hasSize(2);
        assertThat(first.asked())
                .containsExactlyInAnyOrder(
                        new Question("site.example", DnsRecordType.A),
                        new Question("site.example", DnsRecordType.AAAA));
    }

    @Test
    void a_missing_name_is_final_and_remembered() {
        var resolver = resolver();
        var failure = failure(resolve(resolver, "nowhere.example"));
        assertThat(failure.failure()).isEqualTo(DialFailure.NAME_NOT_FOUND);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.host()).isEqualTo("nowhere.example");
        assertThat(failure).hasMessage("cannot resolve host nowhere.example: no such name; check its spelling");
        assertThat(failure(resolve(resolver, "nowhere.example")).failure()).isEqualTo(DialFailure.NAME_NOT_FOUND);
        assertThat(first.asked()).hasSize(2);
    }

    @Test
    void a_name_without_addresses_is_not_found() {
        first.has("empty.example", 60);
        assertThat(failure(resolve("empty.example")).failure()).isEqualTo(DialFailure.NAME_NOT_FOUND);
    }

    @Test
    void a_server_that_fails_hands_over_to_the_next() {
        options = options.servers(List.of(first.address(), second.address())).family(IpFamily.ONLY_IPV4);
        first.says("site.example", DnsRecordType.A, new Line.Code(DnsResponseCode.SERVFAIL));
        second.has("site.example", 60, "10.0.0.1");
        assertThat(resolve("site.example").getNow()).isEqualTo(literals("10.0.0.1"));
    }

    @Test
    void refusals_of_every_server_may_be_retried_later() {
        options = options.servers(List.of(first.address(), second.address())).family(IpFamily.ONLY_IPV4);
        first.says("site.example", DnsRecordType.A, new Line.Code(DnsResponseCode.SERVFAIL));
        second.says("site.example", DnsRecordType.A, new Line.Code(DnsResponseCode.REFUSED));
        var failure = failure(resolve("site.example"));
        assertThat(failure.failure()).isEqualTo(DialFailure.NAME_SERVER_FAILED);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure).hasMessageContaining("name server 127.0.0.1 answered Refused(5)");
        assertThat(first.asked()).hasSize(2);
    }

    @Test
    void a_silent_server_is_asked_twice_and_then_given_up() {
        options = options.timeout(Duration.ofMillis(200)).family(IpFamily.ONLY_IPV4);
        first.says("site.example", DnsRecordType.A, new Line.Silence());
        var failure = failure(resolve("site.example"));
        assertThat(failure.failure()).isEqualTo(DialFailure.NAME_LOOKUP_TIMED_OUT);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(first.asked()).hasSize(2);
    }

    @Test
    void silence_about_one_family_does_not_hold_up_the_other() {
        options = options.resolutionDelay(Duration.ofMillis(50));
        first.has("site.example", 60, "10.0.0.1").says("site.example", DnsRecordType.AAAA, new Line.Silence());
        assertThat(resolve("site.example").getNow()).isEqualTo(literals("10.0.0.1"));
    }

    @Test
    void an_alias_is_followed_by_asking_anew() {
        options = options.family(IpFamily.ONLY_IPV4);
        first.says("www.example", DnsRecordType.A, new Line.Alias("cdn.example"))
                .has("cdn.example", 60, "10.0.0.9");
        assertThat(resolve("www.example").getNow()).isEqualTo(literals("10.0.0.9"));
    }

    @Test
    void a_ring_of_aliases_ends() {
        options = options.family(IpFamily.ONLY_IPV4);
        first.says("a.example", DnsRecordType.A, new Line.Alias("b.example"))
                .says("b.example", DnsRecordType.A, new Line.Alias("a.example"));
        assertThat(failure(resolve("a.example")).failure()).isEqualTo(DialFailure.NAME_NOT_FOUND);
        assertThat(first.asked()).hasSizeLessThan(20);
    }

    @Test
    void a_record_of_the_wrong_length_is_the_servers_fault() {
        options = options.family(IpFamily.ONLY_IPV4);
        first.says("site.example", DnsRecordType.A, new Line.Addresses(60, List.of(new byte[] {1, 2, 3})));
        assertThat(failure(resolve("site.example")).failure()).isEqualTo(DialFailure.NAME_SERVER_FAILED);
    }

    @Test
    void search_domains_are_tried_in_turn() {
        options = options.family(IpFamily.ONLY_IPV4);
        search = new SearchList(List.of("one.example", "two.example"), 1);
        first.has("db.two.example", 60, "10.0.0.5");
        assertThat(resolve("db").getNow()).isEqualTo(literals("10.0.0.5"));
        assertThat(first.asked()).extracting(Question::name).containsExactly("db.one.example", "db.two.example");
    }

    @Test
    void a_name_that_dns_cannot_carry_is_not_found() {
        var failure = failure(resolve("a".repeat(64) + ".example"));
        assertThat(failure.failure()).isEqualTo(DialFailure.NAME_NOT_FOUND);
        assertThat(first.asked()).isEmpty();
    }

    @Test
    void a_dead_server_is_an_error_in_time() {
        options = options.timeout(Duration.ofMillis(200))
                .servers(List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9)));
        assertThat(failure(resolve("site.example")).isRetryable()).isTrue();
    }
}
