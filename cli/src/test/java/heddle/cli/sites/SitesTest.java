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

    private static int delayMillis(Url url) {
        return Integer.parseInt(url.path().substring("/delay/".length()));
    }
}
