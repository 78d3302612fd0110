package heddle.fetch.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.list.ListLine;
import heddle.fetch.list.ReadList;
import heddle.fetch.list.UrlList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which lines of a list are duplicates of others.
class DistinctListTest {
    private static List<Boolean> areNew(String... lines) throws IOException {
        byte[] list = String.join("\n", lines).getBytes(UTF_8);
        return ReadList.lines(DistinctList.of(UrlList.stream("list", new ByteArrayInputStream(list)))).stream()
                .map(line -> !(line instanceof ListLine.Duplicate))
                .toList();
    }

    @Test
    void urls_that_parse_to_the_same_are_the_same() throws IOException {
        assertThat(areNew(
                        "http://a/",
                        "HTTP://A:80/x/../#there",
                        "http://a/?",
                        "http://a/?#",
                        "https://a/",
                        "http://a",
                        "http://a:8080/",
                        "http://ä/",
                        "http://xn--4ca/",
                        "http://a/%61",
                        "http://a/a"))
                .containsExactly(true, false, true, false, true, false, true, true, false, true, true);
    }

    @Test
    void what_is_no_url_is_never_a_duplicate() throws IOException {
        assertThat(areNew("http://[", "http://[", "{\"no\":1}", "{\"no\":1}")).containsOnly(true);
    }

    @Test
    void requests_are_the_same_when_all_of_them_is() throws IOException {
        assertThat(areNew(
                        "{\"url\":\"http://a/\",\"method\":\"POST\",\"body\":\"1\"}",
                        "{\"url\":\"http://a/\",\"method\":\"POST\",\"body\":\"2\"}",
                        "{\"url\":\"http://a/\",\"method\":\"PUT\",\"body\":\"1\"}",
                        "{\"url\":\"http://a/\",\"method\":\"POST\",\"headers\":{\"A\":\"1\"},\"body\":\"1\"}",
                        "http://a/",
                        "{\"url\":\"http://a/#\",\"method\":\"POST\",\"body\":\"1\"}"))
                .containsExactly(true, true, true, true, true, false);
    }

    @Test
    void a_duplicate_keeps_its_number() throws IOException {
        byte[] list = "http://a/\n#\nhttp://a/#x\n".getBytes(UTF_8);
        assertThat(ReadList.lines(DistinctList.of(UrlList.stream("list", new ByteArrayInputStream(list)))))
                .containsExactly(
                        new ListLine.Entry(1, "http://a/"),
                        new ListLine.Duplicate(new ListLine.Entry(3, "http://a/#x")));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 0, 1 << 18})
    void a_set_of_hashes_holds_what_was_added_on_the_heap_and_in_a_file(long heapBytesMax) throws IOException {
        long[] hashes = new Random(5).longs(200_000).toArray();
        hashes[7] = 0;
        hashes[8] = -1;
        Set<Long> expected = new HashSet<>();
        try (Fingerprints set = new Fingerprints(heapBytesMax)) {
            for (long hash : hashes) {
                assertThat(set.add(hash)).isEqualTo(expected.add(hash));
            }
            assertThat(Arrays.stream(hashes).noneMatch(hash -> added(set, hash)))
                    .isTrue();
            assertThat(set.count()).isEqualTo(expected.size());
        }
    }

    private static boolean added(Fingerprints set, long hash) {
        try {
            return set.add(hash);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hashes_with_the_same_lowest_bits_stand_side_by_side() throws IOException {
        try (Fingerprints set = new Fingerprints(Long.MAX_VALUE)) {
            for (long high = 0; high < 2_000; high++) {
                assertThat(set.add(high << 32 | 0xFFF)).isTrue();
            }
            for (long high = 0; high < 2_000; high++) {
                assertThat(set.add(high << 32 | 0xFFF)).isFalse();
            }
        }
    }
}
