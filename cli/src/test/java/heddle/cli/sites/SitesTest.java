package heddle.cli.sites;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.url.Url;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesTest {
    @Test
    void the_five_delays_are_those_of_the_lesson() throws IOException {
        try (Sites sites = Sites.open()) {
            List<Url> urls = sites.urls().stream().map(Url::parse).toList();
            assertThat(urls).hasSize(5).allMatch(url -> url.scheme().equals("https"));
            assertThat(urls.stream().map(Url::port).distinct()).hasSize(5);
            assertThat(urls.stream().mapToInt(SitesTest::delayMillis).sum()).isEqualTo(2876);
            assertThat(urls.stream().mapToInt(SitesTest::delayMillis).max()).hasValue(1251);
        }
    }

    @Test
    void who_asks_many_hosts_warms_up_with_as_many_up_to_five() throws IOException {
        try (Sites sites = Sites.open()) {
            assertThat(warmUps(sites, sites.urls())).hasSize(5).allMatch(url -> url.startsWith("https://"));
            assertThat(warmUps(sites, List.of("http://a/1", "http://a/2?http://b/", "http://a", "nothing")))
                    .hasSize(2)
                    .allMatch(url -> url.startsWith("http://"));
            assertThat(warmUps(
                            sites,
                            List.of("http://a/", "http://b/", "http://c/", "http://d/", "http://e/", "http://f/")))
                    .hasSize(5);
        }
    }

    /// Each a listener that is no site.
    private static List<String> warmUps(Sites sites, List<String> list) throws IOException {
        List<String> urls = sites.warmUp(list);
        assertThat(urls).doesNotHaveDuplicates().allMatch(url -> url.endsWith("/delay/0"));
        assertThat(sites.urls())
                .noneMatch(site -> urls.stream().anyMatch(url -> site.startsWith(url.replace("/delay/0", "/"))));
        return urls;
    }

    private static int delayMillis(Url url) {
        return Integer.parseInt(url.path().substring("/delay/".length()));
    }
}
