package heddle.client.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.async.Async;
import heddle.client.cache.CachedResponse.Moments;
import heddle.http.Headers;
import heddle.http.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123456789Z");

    @TempDir
    Path folder;

    private static CachedResponse response(String key, String body) {
        return response(key, Headers.empty(), body);
    }

    private static CachedResponse response(String key, Headers request, String body) {
        return new CachedResponse(
                key,
                Selection.of(request, Headers.of("Vary", "Foo")),
                Status.of(200, "All right"),
                Headers.of("ETag", "\"ä\"", "Cache-Control", "max-age=60"),
                body.getBytes(StandardCharsets.UTF_8),
                new Moments(NOW, NOW.plusSeconds(1)));
    }

    private static List<String> bodies(CacheStore store, String key) {
        return store.find(key).stream()
                .map(each -> new String(each.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".response")).toList();
        }
    }

    @Test
    void what_is_put_is_found_by_another_store_later() throws Exception {
        Async.run(() -> {
            try (var store = DiskStore.open(folder, 1 << 20)) {
                store.put(response("http://a.test/", "one"));
            }
            try (var store = DiskStore.open(folder, 1 << 20)) {
                CachedResponse found = store.find("http://a.test/").getFirst();
                CachedResponse put = response("http://a.test/", "one");
                assertThat(found.body()).isEqualTo(put.body());
                assertThat(found.selection()).isEqualTo(put.selection());
                assertThat(found.headers()).isEqualTo(put.headers());
                assertThat(found.when()).isEqualTo(put.when());
                assertThat(found.status().reason()).isEqualTo("All right");
                assertThat(store.find("http://b.test/")).isEmpty();
                assertThat(store.bytes()).isEqualTo(Files.size(files().getFirst()));
            }
        });
    }

    @Test
    void what_is_cleared_is_gone_from_the_disk() throws Exception {
        Async.run(() -> {
            try (var store = DiskStore.open(folder, 1 << 20)) {
                store.put(response("k", "one"));
                store.put(response("l", "two"));
                store.clear();
                assertThat(files()).isEmpty();
                assertThat(store.bytes()).isZero();
                store.put(response("k", "three"));
                assertThat(bodies(store, "k")).containsExactly("three");
            }
        });
    }

    @Test
    void the_last_of_each_selection_counts() throws Exception {
        Async.run(() -> {
            try (var store = DiskStore.open(folder, 1 << 20)) {
                store.put(response("k", Headers.of("Foo", "1"), "old"));
                store.put(response("k", Headers.of("Foo", "2"), "two"));
                store.put(response("k", Headers.of("Foo", "1"), "one"));
                assertThat(bodies(store, "k")).containsExactly("one", "two");
                store.remove("k");
                assertThat(bodies(store, "k")).isEmpty();
                assertThat(store.bytes()).isZero();
                assertThat(files()).isEmpty();
            }
        });
    }

    @Test
    void what_is_cut_or_changed_is_not_there_and_deleted() throws Exception {
        Async.run(() -> {
            try (var store = DiskStore.open(folder, 1 << 20)) {
                store.put(response("k", "whole"));
                Path file = files().getFirst();
                byte[] bytes = Files.readAllBytes(file);
                for (int length : List.of(0, 3, 7, 8, 50, bytes.length - 1)) {
                    Files.write(file, Arrays.copyOf(bytes, length));
                    assertThat(store.find("k")).as("cut to %d", length).isEmpty();
                    assertThat(file).doesNotExist();
                    store.put(response("k", "whole"));
                }
                bytes[bytes.length - 1] ^= 1;
                Files.write(file, bytes);
                assertThat(store.find("k")).isEmpty();
            }
        });
    }

    @Test
    void a_length_that_was_forged_fills_no_memory() {
        byte[] bytes = EntryFormat.write(response("k", "x"));
        bytes[8] = 0x7F;
        assertThat(EntryFormat.read(bytes)).isEmpty();
        assertThat(EntryFormat.read(new byte[100])).isEmpty();
    }

    @Test
    void of_too_much_what_was_not_asked_for_longest_goes_and_leftovers_of_a_crash_too() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("x.part"), "left over");
        Files.writeString(folder.resolve("mine.txt"), "left alone");
        Async.run(() -> {
            long one = EntryFormat.write(response("k0", "x".repeat(1000))).length;
            try (var store = DiskStore.open(folder, 3 * one)) {
                for (String key : List.of("k1", "k2", "k3")) {
                    store.put(response(key, "x".repeat(1000)));
                }
                assertThat(store.find("k1")).hasSize(1);
                store.put(response("k4", "x".repeat(1000)));
                assertThat(store.find("k2")).isEmpty();
                assertThat(Map.of("k1", store.find("k1"), "k3", store.find("k3"), "k4", store.find("k4")))
                        .allSatisfy((_, found) -> assertThat(found).hasSize(1));
                assertThat(files()).hasSize(3);
                store.put(response("huge", "x".repeat(100_000)));
                assertThat(store.find("huge")).isEmpty();
            }
            try (var smaller = DiskStore.open(folder, one)) {
                assertThat(smaller.bytes()).isEqualTo(one);
                assertThat(files()).hasSize(1);
            }
        });
        assertThat(folder.resolve("x.part")).doesNotExist();
        assertThat(folder.resolve("mine.txt")).exists();
    }

    @Test
    void a_file_is_no_folder() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "mine");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DiskStore.open(file, 1000).close())
                .withMessageContaining(file + " is a file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void two_stores_do_not_share_a_folder() throws Exception {
        try (var _ = DiskStore.open(folder, 1000)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> DiskStore.open(folder, 1000).close())
                    .withMessageContaining("somebody else");
        }
        DiskStore.open(folder, 1000).close();
    }
}
