package heddle.http.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDecodingTest {
    private static final Optional<String> HTML = Optional.of("text/html");

    private static String charset(String body) {
        return TextDecoding.charset(HTML, body.getBytes(ISO_8859_1)).name();
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8",
        "UTF8, UTF-8",
        "iso-8859-1, windows-1252",
        "ascii, windows-1252",
        "latin1, windows-1252",
        "' Shift_JIS ', windows-31j",
        "gb2312, GBK",
        "gb18030, GB18030",
        "euc-kr, x-windows-949",
        "big5, Big5-HKSCS",
        "euc-jp, EUC-JP",
        "iso-2022-jp, ISO-2022-JP",
        "koi8-r, KOI8-R",
        "iso-8859-9, windows-1254",
        "windows-1251, windows-1251",
        "tis-620, x-windows-874",
        "macintosh, x-MacRoman",
        "utf-16, UTF-16LE",
        "unicodefffe, UTF-16BE",
        "iso-8859-16, ISO-8859-16",
        "ibm866, IBM866"
    })
    void a_label_means_what_browsers_take_it_for(String label, String name) {
        assertThat(TextDecoding.charset(Optional.of("text/plain; charset=\"" + label + "\""), new byte[0])
                        .name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "utf-7", "iso-2022-kr", "hz-gb-2312", "none", "x-user-defined", "IBM037"})
    void what_the_standard_does_not_know_is_passed_over(String label) {
        assertThat(EncodingLabels.charset(label)).isEmpty();
        assertThat(TextDecoding.charset(Optional.of("text/plain; charset=\"" + label + "\""), new byte[0]))
                .isEqualTo(UTF_8);
    }

    @Test
    void every_encoding_of_the_table_is_in_the_jdk() {
        assertThat(EncodingLabels.encodings()).hasSize(35).allMatch(Charset::isSupported);
    }

    @Test
    void the_header_goes_before_the_mark_and_the_mark_before_the_meta() {
        String meta = "<meta charset=koi8-r>";
        byte[] marked = ("\u00EF\u00BB\u00BF" + meta).getBytes(ISO_8859_1);
        assertThat(TextDecoding.charset(Optional.of("text/html; charset=big5"), marked)
                        .name())
                .isEqualTo("Big5-HKSCS");
        assertThat(TextDecoding.charset(Optional.of("text/html; charset=bogus"), marked))
                .isEqualTo(UTF_8);
        assertThat(TextDecoding.charset(HTML, marked)).isEqualTo(UTF_8);
        assertThat(TextDecoding.charset(HTML, meta.getBytes(ISO_8859_1)).name()).isEqualTo("KOI8-R");
        assertThat(TextDecoding.charset(Optional.empty(), meta.getBytes(ISO_8859_1))
                        .name())
                .isEqualTo("KOI8-R");
        assertThat(TextDecoding.charset(Optional.of("nonsense"), meta.getBytes(ISO_8859_1))
                        .name())
                .isEqualTo("KOI8-R");
        assertThat(TextDecoding.charset(HTML, new byte[0])).isEqualTo(UTF_8);
    }

    @Test
    void only_html_is_searched_for_a_meta() {
        byte[] meta = "<meta charset=koi8-r>".getBytes(ISO_8859_1);
        assertThat(TextDecoding.charset(Optional.of("text/plain"), meta)).isEqualTo(UTF_8);
        assertThat(TextDecoding.charset(Optional.of("application/json"), meta)).isEqualTo(UTF_8);
        assertThat(TextDecoding.charset(Optional.of("text/xml"), meta)).isEqualTo(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!doctype html><html><head><meta charset=\"koi8-r\"> | KOI8-R",
                "<META CHARSET='KOI8-R'> | KOI8-R",
                "<meta/charset=koi8-r/> | UTF-8",
                "<meta/charset=koi8-r /> | KOI8-R",
                "<meta charset = koi8-r > | KOI8-R",
                "<meta name=x charset=bogus><meta charset=koi8-r> | KOI8-R",
                "<meta charset=koi8-r charset=big5> | KOI8-R",
                "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'> | KOI8-R",
                "<meta content='text/html; charset = \"koi8-r\"' http-equiv=content-type> | KOI8-R",
                "<meta content='charsetx; charset=koi8-r;x' http-equiv=content-type> | KOI8-R",
                "<meta content='charset=\"koi8-r' http-equiv=content-type> | UTF-8",
                "<meta content='text/html; charset=koi8-r'> | UTF-8",
                "<meta http-equiv=refresh content='text/html; charset=koi8-r'> | UTF-8",
                "<meta charset=utf-16le> | UTF-8",
                "<meta charset=x-user-defined><meta charset=koi8-r> | windows-1252",
                "<!-- <meta charset=big5> --><meta charset=koi8-r> | KOI8-R",
                "<!--><meta charset=koi8-r> | KOI8-R",
                "<!-- <meta charset=koi8-r> | UTF-8",
                "<a title='<meta charset=big5>'><meta charset=koi8-r> | KOI8-R",
                "</p title='<meta charset=big5>'><meta charset=koi8-r> | KOI8-R",
                "<?php <meta charset=big5><meta charset=koi8-r> | KOI8-R",
                "<metadata charset=koi8-r> | UTF-8",
                "< meta charset=koi8-r> | UTF-8",
                "<meta charset=koi8-r | UTF-8",
                "<meta charset='koi8-r> | UTF-8",
                "<meta =x charset=koi8-r> | KOI8-R",
                "<?xml version='1.0' encoding=\"koi8-r\"?><p> | KOI8-R",
                "<?xml encoding='big5'?><meta charset=koi8-r> | KOI8-R",
                "` <?xml encoding='koi8-r'?>` | UTF-8",
                "<?xml version='1.0'?><p encoding='koi8-r'> | UTF-8",
                "<?xml encoding=koi8-r?> | UTF-8",
                "<?xml encoding='utf-16be'?> | UTF-8"
            })
    void html_is_prescanned_as_browsers_do(String body, String name) {
        assertThat(charset(body)).isEqualTo(name);
    }

    @Test
    void the_prescan_ends_after_1024_bytes() {
        String meta = "<meta charset=koi8-r>";
        assertThat(charset(" ".repeat(1024 - meta.length()) + meta)).isEqualTo("KOI8-R");
        assertThat(charset(" ".repeat(1025 - meta.length()) + meta)).isEqualTo("UTF-8");
    }

    @Test
    void xml_is_read_by_its_declaration() {
        byte[] body = "<?xml version='1.0' encoding='windows-1251'?><a/>".getBytes(ISO_8859_1);
        assertThat(TextDecoding.charset(Optional.of("application/rss+xml"), body)
                        .name())
                .isEqualTo("windows-1251");
    }

    @Test
    void text_is_decoded_without_its_mark() {
        assertThat(TextDecoding.decode(HTML, "\uFEFFw\u00F6rter".getBytes(UTF_8)))
                .isEqualTo("w\u00F6rter");
        assertThat(TextDecoding.decode(HTML, "\uFEFFw\u00F6rter".getBytes(UTF_16LE)))
                .isEqualTo("w\u00F6rter");
        assertThat(TextDecoding.decode(HTML, "\uFEFFw\u00F6rter".getBytes(UTF_16BE)))
                .isEqualTo("w\u00F6rter");
        assertThat(TextDecoding.decode(Optional.of("text/plain;charset=utf-16be"), "\uFEFFx".getBytes(UTF_16BE)))
                .isEqualTo("x");
        assertThat(TextDecoding.decode(Optional.of("text/plain;charset=latin1"), new byte[] {(byte) 0x80, (byte) 0xE9}))
                .isEqualTo("\u20AC\u00E9");
    }

    @Test
    void of_utf_16_the_mark_tells_the_order_of_bytes_whatever_the_header_says() {
        for (String label : new String[] {"utf-16", "utf-16le", "utf-16be"}) {
            var type = Optional.of("text/plain; charset=" + label);
            assertThat(TextDecoding.decode(type, "\uFEFFw\u00F6rter".getBytes(UTF_16BE)))
                    .as(label)
                    .isEqualTo("w\u00F6rter");
            assertThat(TextDecoding.decode(type, "\uFEFFw\u00F6rter".getBytes(UTF_16LE)))
                    .as(label)
                    .isEqualTo("w\u00F6rter");
        }
        assertThat(TextDecoding.decode(Optional.of("text/plain; charset=utf-16"), "w\u00F6rter".getBytes(UTF_16LE)))
                .isEqualTo("w\u00F6rter");
        assertThat(TextDecoding.decode(Optional.of("text/plain; charset=utf-16be"), "w\u00F6rter".getBytes(UTF_16BE)))
                .isEqualTo("w\u00F6rter");
    }

    @Test
    void what_does_not_fit_becomes_the_replacement_character() {
        assertThat(TextDecoding.decode(Optional.empty(), new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xC3}))
                .isEqualTo("a\uFFFDb\uFFFD");
    }

    @Property(tries = 2000)
    void no_markup_hangs_or_breaks_the_prescan(
            @ForAll @Chars({'<', '>', '!', '-', '/', '=', '"', '\'', ' ', 'm', '?', 'a'}) @StringLength(max = 30)
                    String noise) {
        assertThat(charset(noise + "<meta" + noise + " charset" + noise)).isEqualTo("UTF-8");
    }
}
