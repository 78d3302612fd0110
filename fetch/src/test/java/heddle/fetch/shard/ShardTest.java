package heddle.fetch.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.list.ListIndex;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ReadList;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.HostKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How hosts are shared out.
class ShardTest {
    private static final int SHARDS = 7;

    private final List<String> urls = IntStream.range(0, 5_000)
            .mapToObj(number -> "http://host%d.example/%d".formatted(number % 300, number))
            .toList();

    @Test
    void each_url_is_in_one_shard() {
        assertThat(urls)
                .allSatisfy(url -> assertThat(shards().filter(shard -> shard.has(url, HostKey.HOST)))
                        .hasSize(1));
    }

    @Test
    void all_urls_of_a_host_are_in_one_shard() {
        int shard = Shard.numberOf("http://one.example/", HostKey.HOST, 1_000);
        assertThat(List.of("HTTP://ONE.example/x?y#z", "http://one.example:80/", "http://me@one.example/"))
                .allSatisfy(url ->
                        assertThat(Shard.numberOf(url, HostKey.HOST, 1_000)).isEqualTo(shard));
    }

    @Test
    void names_of_one_domain_are_in_one_shard_when_they_are_counted_together() {
        assertThat(Shard.numberOf("http://a.one.example.co.uk/", HostKey.DOMAIN, 1_000))
                .isEqualTo(Shard.numberOf("http://b.two.example.co.uk/", HostKey.DOMAIN, 1_000));
    }

    @Test
    void a_shard_has_about_its_share_of_the_hosts() {
        assertThat(shards())
                .allSatisfy(shard -> assertThat(IntStream.range(0, 7_000)
                                .filter(host -> shard.has("http://host" + host + ".example/", HostKey.HOST))
                                .count())
                        .isBetween(850L, 1_150L));
    }

    /// Shards that were published by one build are gone on with by another.
    @Test
    void a_url_stays_in_its_shard() {
        assertThat(List.of("http://example.com/", "https://[::1]:8443/", "no url"))
                .extracting(url -> Shard.numberOf(url, HostKey.HOST, 1_000_000))
                .containsExactly(943_309, 511_543, 101_764);
    }

    @Test
    void the_lists_of_all_shards_are_the_list() throws IOException {
        List<String> all = new ArrayList<>();
        for (Shard shard : shards().toList()) {
            all.addAll(ReadList.urls(shard.of(UrlList.of(urls), HostKey.HOST)));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(urls);
        assertThat(ReadList.urls(Shard.WHOLE.of(UrlList.of(urls), HostKey.HOST)))
                .isEqualTo(urls);
    }

    @Test
    void a_line_that_is_no_url_is_in_one_shard() throws IOException {
        List<ListLine> all = new ArrayList<>();
        for (Shard shard : shards().toList()) {
            byte[] lines = "{}\nno url\n".getBytes(StandardCharsets.UTF_8);
            all.addAll(
                    ReadList.lines(shard.of(UrlList.stream("lines", new ByteArrayInputStream(lines)), HostKey.HOST)));
        }
        assertThat(all).extracting(ListLine::number).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void any_line_of_a_shard_can_be_read_again() throws IOException {
        UrlList list = new Shard(3, SHARDS).of(UrlList.of(urls), HostKey.HOST);
        List<String> mine = ReadList.urls(list);
        ListIndex index = new ListIndex();
        try (UrlLines lines = list.open()) {
            index.note(0, lines.position());
            long ordinal = 0;
            for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                index.note(++ordinal, lines.position());
            }
        }
        long[] ordinals = {0, 1, 63, 64, 65, 200, mine.size() - 1L};
        List<String> again = new ArrayList<>();
        try (var whole = list.again().orElseThrow()) {
            index.read(whole, ordinals, (_, entry) -> again.add(entry.url()));
        }
        assertThat(again)
                .containsExactlyElementsOf(IntStream.of(0, 1, 63, 64, 65, 200, mine.size() - 1)
                        .mapToObj(mine::get)
                        .toList());
    }

    @Test
    void a_shard_must_be_one_of_them() {
        assertThatThrownBy(() -> new Shard(3, 3)).hasMessage("there is no shard 3 of 3; they count from 0");
        assertThatThrownBy(() -> new Shard(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shard(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Shard(3, 16).name()).isEqualTo("shard-00003-of-00016");
    }

    private static Stream<Shard> shards() {
        return IntStream.range(0, SHARDS).mapToObj(number -> new Shard(number, SHARDS));
    }
}
