package heddle.fetch.sitemap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.bytes.ArrayInput;
import heddle.fetch.sitemap.SitemapEntry.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sitemaps as they are found.
class SitemapReaderTest {
    private static final String OPEN = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    private static final SitemapLimits LIMITS = SitemapLimits.defaults();

    private static List<SitemapEntry> read(byte[] bytes, SitemapLimits limits) throws IOException {
        List<SitemapEntry> entries = new ArrayList<>();
        try (SitemapReader sitemap = SitemapReader.open(new ByteArrayInputStream(bytes), limits)) {
            for (Optional<SitemapEntry> entry = sitemap.next(); entry.isPresent(); entry = sitemap.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    private static List<SitemapEntry> read(String text) throws IOException {
        return read(text.getBytes(UTF_8), LIMITS);
    }

    private static List<String> urls(String text) throws IOException {
        return read(text).stream().map(SitemapEntry::url).toList();
    }

    @Test
    void pages_come_with_what_is_said_of_them() throws IOException {
        String sitemap = """
                \uFEFF<?xml version="1.0" encoding="UTF-8"?>
                <!-- all pages -->
                %s
                  <url><loc> http://a/?x=1&amp;y=2 </loc><lastmod>2026-01-01</lastmod><priority>0.5</priority></url>
                  <url><changefreq>daily</changefreq><loc><![CDATA[http://b/ä]]></loc></url>
                  <url/>
                  <other><loc>http://c/</loc></other>
                </urlset>
                """.formatted(OPEN);
        assertThat(read(sitemap))
                .containsExactly(
                        new SitemapEntry(
                                Kind.PAGE, "http://a/?x=1&y=2", Map.of("lastmod", "2026-01-01", "priority", "0.5")),
                        new SitemapEntry(Kind.PAGE, "http://b/ä", Map.of("changefreq", "daily")),
                        new SitemapEntry(Kind.PAGE, "http://c/", Map.of()));
    }

    @Test
    void extensions_have_places_of_their_own_which_are_no_pages() throws IOException {
        assertThat(urls("""
                <s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"
                    xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><s:url>
                  <image:image><image:loc>http://image/</image:loc></image:image>
                  <image:loc>http://image/2</image:loc>
                  <s:loc>http://a/</s:loc></s:url></s:urlset>""")).containsExactly("http://a/");
    }

    @Test
    void an_index_names_sitemaps() throws IOException {
        assertThat(read("<sitemapindex><sitemap><loc>http://a/1.xml</loc></sitemap></sitemapindex>"))
                .containsExactly(new SitemapEntry(Kind.SITEMAP, "http://a/1.xml", Map.of()));
    }

    @Test
    void a_sitemap_may_be_text() throws IOException {
        assertThat(urls("\uFEFFhttp://a/\r\n\r\nhttp://b/")).containsExactly("http://a/", "http://b/");
        assertThat(urls("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1"})
    void xml_says_what_it_is_encoded_in(String charset) throws IOException {
        String sitemap = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?>" + OPEN
                + "<url><loc>http://ä/</loc></url></urlset>";
        assertThat(read(sitemap.getBytes(Charset.forName(charset)), LIMITS))
                .extracting(SitemapEntry::url)
                .containsExactly("http://ä/");
    }

    @Test
    void nothing_outside_of_it_is_read_and_nothing_in_it_grows(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "http://secret/");
        String external = "<!DOCTYPE urlset [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
        String bomb = "<!DOCTYPE urlset [<!ENTITY a \"http://aaaaaaaaaa/\"><!ENTITY x \"&a;&a;&a;&a;&a;&a;\">]>";
        String remote = "<!DOCTYPE urlset SYSTEM \"http://127.0.0.1:1/sitemap.dtd\">";
        for (String type : List.of(external, bomb, remote)) {
            assertThatThrownBy(() -> read(type + OPEN + "<url><loc>&x;</loc></url></urlset>"))
                    .isInstanceOf(SitemapException.class);
        }
        assertThat(urls(remote + OPEN + "<url><loc>http://a/</loc></url></urlset>"))
                .containsExactly("http://a/");
    }

    @Test
    void what_is_none_says_so() {
        assertThatThrownBy(() -> read("<html><body>404</body></html>"))
                .hasMessage("it is no sitemap: its root is <html>, and not <urlset> or <sitemapindex>");
        assertThatThrownBy(() -> read("<!DOCTYPE html><p>404<br></html>")).isInstanceOf(SitemapException.class);
        assertThatThrownBy(() -> read("<")).isInstanceOf(SitemapException.class);
    }

    @Test
    void what_was_read_before_it_breaks_off_counts() throws IOException {
        String cut = OPEN + "<url><loc>http://a/</loc></url><url><loc>http://b";
        try (SitemapReader sitemap = SitemapReader.open(new ByteArrayInputStream(cut.getBytes(UTF_8)), LIMITS)) {
            assertThat(sitemap.next()).isPresent();
            assertThatThrownBy(sitemap::next)
                    .isInstanceOf(SitemapException.class)
                    .hasMessageStartingWith("it is not well-formed XML near line 1: ");
        }
    }

    private static InputStream damagedBehind(byte[] begun) {
        return new SequenceInputStream(new ByteArrayInputStream(begun), new ArrayInput() {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new ZipException("invalid block type");
            }
        });
    }

    @Test
    void damage_below_the_xml_is_told_as_such() throws IOException {
        byte[] begun = (OPEN + "<url><loc>http://a/</loc></url>\n<url>").getBytes(UTF_8);
        InputStream damaged = damagedBehind(begun);
        try (SitemapReader sitemap = SitemapReader.open(damaged, LIMITS)) {
            assertThat(sitemap.next()).isPresent();
            assertThatThrownBy(sitemap::next)
                    .isInstanceOf(SitemapException.class)
                    .hasMessage("its bytes cannot be read behind line 2: invalid block type");
        }
        assertThat(ends(damagedBehind("<".getBytes(UTF_8))))
                .isEqualTo("0 entries, and its bytes cannot be read: invalid block type");
        byte[] latin1 = (OPEN + "<url><loc>http://a/</loc></url>\n<url>\u00FC</url>").getBytes(ISO_8859_1);
        assertThatThrownBy(() -> read(latin1, LIMITS)).hasMessageStartingWith("it is not well-formed XML near line ");
    }

    @Test
    void what_is_told_of_bytes_of_no_encoding_does_not_go_by_the_pieces_they_come_in() {
        byte[] sitemap =
                (OPEN + "<url>\n<loc>http://a/</loc>\n</url>\n<url><loc>\u00F6\u0097\u008B\u0093").getBytes(ISO_8859_1);
        InputStream byteByByte = new ArrayInput() {
            private int at;

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (at == sitemap.length) {
                    return -1;
                }
                buffer[offset] = sitemap[at++];
                return 1;
            }
        };
        assertThat(ends(byteByByte))
                .isEqualTo(ends(new ByteArrayInputStream(sitemap)))
                .contains("it is not well-formed XML near line ");
    }

    private static String ends(InputStream bytes) {
        int entries = 0;
        try (SitemapReader sitemap = SitemapReader.open(bytes, LIMITS)) {
            while (sitemap.next().isPresent()) {
                entries++;
            }
            return entries + " entries";
        } catch (IOException e) {
            return entries + " entries, and " + e.getMessage();
        }
    }

    @Test
    void it_is_held_to_the_limits_of_the_protocol() {
        String page = "<url><loc>http://a/</loc></url>";
        byte[] sitemap = (OPEN + page.repeat(101) + "</urlset>").getBytes(UTF_8);
        assertThatThrownBy(() -> read(sitemap, new SitemapLimits(100, 1 << 20, 1, 1)))
                .hasMessage("it has more than the 100 entries that a sitemap may have");
        assertThatThrownBy(() -> read(sitemap, new SitemapLimits(1000, sitemap.length - 1, 1, 1)))
                .hasMessage("it is larger than the " + (sitemap.length - 1) + " bytes that a sitemap may have");
        assertThatThrownBy(() -> read(OPEN + "<url><loc>" + "x".repeat(100_000)))
                .hasMessageContaining("longer than 65536 characters");
        assertThat("http://a/\n".repeat(3).getBytes(StandardCharsets.US_ASCII))
                .satisfies(text ->
                        assertThat(read(text, new SitemapLimits(3, 100, 1, 1))).hasSize(3));
    }
}
