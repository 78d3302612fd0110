package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    /// Inputs and what browsers make of them, as in the mimesniff tests of the web platform.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/html | text/html",
                "TEXT/HTML;CHARSET=GBK | text/html;charset=GBK",
                "text/html;charset=gbk( | text/html;charset=`gbk(`",
                "text/html;x=(;charset=gbk | text/html;x=`(`;charset=gbk",
                "text/html;charset=gbk;charset=windows-1255 | text/html;charset=gbk",
                "text/html;charset=();charset=GBK | text/html;charset=`()`",
                "text/html;charset =gbk | text/html",
                "text/html ;charset=gbk | text/html;charset=gbk",
                "text/html; charset=gbk | text/html;charset=gbk",
                "text/html;charset= gbk | text/html;charset=` gbk`",
                "text/html;charset= `gbk` | text/html;charset=` \\`gbk\\``",
                "text/html;charset='gbk' | text/html;charset='gbk'",
                "text/html;charset='gbk | text/html;charset='gbk",
                "text/html;test;charset=gbk | text/html;charset=gbk",
                "text/html;;;;charset=gbk | text/html;charset=gbk",
                "text/html;charset= ;charset=GBK | text/html;charset=GBK",
                "text/html;charset;charset=gbk | text/html;charset=gbk",
                "text/html;charset=`gbk` | text/html;charset=gbk",
                "text/html;charset=`gbk | text/html;charset=gbk",
                "text/html;charset=gbk` | text/html;charset=`gbk\\``",
                "text/html;charset=`` | text/html;charset=``",
                "text/html;charset=`\\ gbk` | text/html;charset=` gbk`",
                "text/html;charset=`\\g\\b\\k` | text/html;charset=gbk",
                "text/html;charset=`gbk`x | text/html;charset=gbk",
                "text/html;charset=`;charset=GBK | text/html;charset=`;charset=GBK`",
                "text/html;=;charset=gbk | text/html;charset=gbk",
                "text/html;test=\u00FF;charset=gbk | text/html;test=`\u00FF`;charset=gbk",
                "text/html;test=\uFFFD;charset=gbk | text/html;charset=gbk",
                "x/x;\"=x;bonus=x | x/x;bonus=x",
                "*/* | */*"
            })
    void media_types_are_read_as_browsers_do(String input, String expected) {
        assertThat(MediaType.parse(quoted(input)).map(MediaType::toString)).contains(quoted(expected));
    }

    /// Backticks stand for the quotes in the table.
    private static String quoted(String text) {
        return text.replace('`', '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\t",
                "/",
                "bogus",
                "bogus/",
                "bogus/ ",
                "bogus/bogus/;",
                "</>",
                "(/)",
                "text/html(;doesnot=matter",
                "text /html",
                "\u00FF/\u00FF",
                ";charset=gbk"
            })
    void what_has_no_type_and_subtype_is_none(String input) {
        assertThat(MediaType.parse(input)).isEmpty();
    }

    @Property
    void no_text_breaks_the_parser(
            @ForAll @Chars({'a', '/', ';', '=', '"', '\\', ' ', '\t', '(', '\u00E9'}) @StringLength(max = 20)
                    String text) {
        MediaType.parse(text)
                .ifPresent(type -> assertThat(MediaType.parse(type.toString())).contains(type));
    }

    @Test
    void parts_are_at_hand() {
        MediaType type = MediaType.parse(" Text/HTML ; Charset=\"utf-8\"; v=1 ").orElseThrow();
        assertThat(type.type()).isEqualTo("text");
        assertThat(type.subtype()).isEqualTo("html");
        assertThat(type.essence()).isEqualTo("text/html");
        assertThat(type.charset()).contains("utf-8");
        assertThat(type.parameter("V")).contains("1");
        assertThat(type.parameter("none")).isEmpty();
        assertThat(type.parameters()).isEqualTo(Map.of("charset", "utf-8", "v", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, true, false",
        "application/xhtml+xml, true, true",
        "image/svg+xml, false, true",
        "text/xml, false, true",
        "application/xml, false, true",
        "text/plain, false, false",
        "application/json, false, false"
    })
    void html_and_xml_are_told_apart(String text, boolean isHtml, boolean isXml) {
        MediaType type = MediaType.parse(text).orElseThrow();
        assertThat(type.isHtml()).isEqualTo(isHtml);
        assertThat(type.isXml()).isEqualTo(isXml);
    }
}
