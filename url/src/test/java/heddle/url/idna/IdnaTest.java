package heddle.url.idna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

class IdnaTest {
    private static final IDNA ICU = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);
    private static final Set<IDNA.Error> UNCHECKED = EnumSet.of(
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG,
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4);

    @Property(tries = 10_000)
    void a_name_becomes_what_icu_makes_of_it(@ForAll("names") String name) {
        var info = new IDNA.Info();
        var expected = new StringBuilder();
        ICU.nameToASCII(name, expected, info);
        boolean isValid = UNCHECKED.containsAll(info.getErrors());
        assertThat(asciiOrNull(name))
                .as("%s %s", name, info.getErrors())
                .isEqualTo(isValid ? expected.toString() : null);
    }

    @Example
    void a_name_in_ascii_is_only_made_lower_case() throws InvalidDomainException {
        assertThat(Idna.toAscii("Example.XN--A.com")).isEqualTo("example.xn--a.com");
    }

    @Example
    void a_name_that_no_dns_could_carry_is_refused_before_work_is_done_on_it() {
        assertThatThrownBy(() -> Idna.toAscii("ü".repeat(1_000_000)))
                .isInstanceOf(InvalidDomainException.class)
                .hasMessageContaining("more than 2000 characters");
    }

    @Example
    void a_hyphen_at_the_front_of_punycode_separates_nothing() {
        assertThatThrownBy(() -> Idna.toAscii("xn---\u2167"))
                .isInstanceOf(InvalidDomainException.class)
                .hasMessageContaining("no valid Punycode");
    }

    /// Names of one to three labels from the scripts whose rules differ; each holds a letter beyond ASCII.
    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'f').ofMaxLength(3),
                Arbitraries.of(
                        "1", "-", "A", "ß", "ς", "\u200C", "\u200D", "\u0301", "ü", "Ö", "Ⅷ", "①", "ﬃ", "㍿", "\u00AD"),
                Arbitraries.of(
                        "\u0627", "\u0628", "\u0644", "\u05D0", "\u0661", "\u06F1", "\u064E", "\u094D", "\u0915"),
                Arbitraries.of(
                        "日", "本", "。", "．", "\u0338", "=", "<", "한", "ᄀ", "ᅡ", "😀", "\uFFFD", "xn--", "xn--zca"),
                Arbitraries.integers().between(0x80, 0x2FFFF).map(IdnaTest::text));
        Arbitrary<String> label = piece.list().ofMaxSize(5).map(pieces -> String.join("", pieces));
        Arbitrary<String> encoded = Arbitraries.integers()
                .between(0x80, 0x3000)
                .map(IdnaTest::text)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(letters -> "xn--" + Punycode.encode(String.join("", letters)));
        return Arbitraries.frequencyOf(Tuple.of(4, label), Tuple.of(1, encoded))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(labels -> String.join(".", labels))
                .filter(name -> name.chars().anyMatch(c -> c >= 0x80));
    }

    private static String text(int codePoint) {
        boolean isSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return isSurrogate ? "é" : Character.toString(codePoint);
    }

    private static @Nullable String asciiOrNull(String name) {
        try {
            return Idna.toAscii(name);
        } catch (InvalidDomainException _) {
            return null;
        }
    }
}
