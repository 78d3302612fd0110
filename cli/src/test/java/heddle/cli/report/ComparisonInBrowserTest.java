package heddle.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of a comparison as a browser shows it: Chromium without a window, which measures what it has laid out.
class ComparisonInBrowserTest {
    private static final int PHONE = 400;
    private static final int DESK = 1280;

    /// Lays the page out in so many pixels, which may be fewer than a window has, and tells, as the title, how wide it
    /// became, how many bars can be seen, and its colours.
    private static final String MEASURE = """
            <script>
            document.documentElement.style.width = 'WIDTHpx';
            const body = document.body, style = getComputedStyle(body);
            const bars = [...document.querySelectorAll('svg rect')].filter(bar => bar.getBoundingClientRect().width > 0);
            document.title = 'measured room=' + body.clientWidth + ' width=' + body.scrollWidth + ' bars=' + bars.length
                + ' ink=' + style.color.replaceAll(' ', '') + ' paper=' + style.backgroundColor.replaceAll(' ', '');
            </script></body>""";

    @TempDir
    private Path folder;

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Map<String, String> shown(int width, String... words) throws Exception {
        Optional<Path> browser = chromium();
        assumeTrue(browser.isPresent(), "needs chromium on the path");
        Path page = folder.resolve("compare.html");
        ComparisonPage.write(Comparisons.five(), page);
        Files.writeString(page, Files.readString(page).replace("</body>", MEASURE.replace("WIDTH", "" + width)));
        List<String> command = new ArrayList<>(List.of(
                browser.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1280,900"));
        command.addAll(List.of(words));
        command.addAll(List.of("--dump-dom", page.toUri().toString()));
        return measured(command);
    }

    private Map<String, String> measured(List<String> command) throws IOException, InterruptedException {
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("the browser ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        Matcher title = Pattern.compile("<title>measured ([^<]*)</title>")
                .matcher(Files.readString(dom, StandardCharsets.UTF_8));
        assertThat(title.find())
                .as("what it measured; it said %s", Files.readString(folder.resolve("err")))
                .isTrue();
        return Stream.of(title.group(1).split(" "))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Test
    void all_bars_are_seen_and_nothing_is_wider_than_a_desk_or_a_phone() throws Exception {
        for (int width : new int[] {DESK, PHONE}) {
            Map<String, String> shown = shown(width);
            assertThat(shown)
                    .containsEntry("bars", "20")
                    .containsEntry("room", "" + width)
                    .containsEntry("width", "" + width);
        }
    }

    @Test
    void whoever_wants_it_dark_has_it_dark() throws Exception {
        Map<String, String> light = shown(DESK);
        Map<String, String> dark = shown(DESK, "--blink-settings=preferredColorScheme=0");
        assertThat(brightness(light, "ink")).isLessThan(100);
        assertThat(brightness(dark, "ink")).isGreaterThan(150);
        assertThat(brightness(light, "paper")).isGreaterThan(200);
        assertThat(brightness(dark, "paper")).isLessThan(60);
    }

    /// Of `rgb(1,2,3)`, from 0 to 255.
    private static double brightness(Map<String, String> shown, String which) {
        return Pattern.compile("[0-9]+")
                .matcher(shown.getOrDefault(which, ""))
                .results()
                .limit(3)
                .mapToInt(part -> Integer.parseInt(part.group()))
                .average()
                .orElseThrow();
    }
}
