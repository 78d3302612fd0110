package heddle.url.idna;

import java.text.Normalizer;
import java.util.ArrayList;

/// Writes a domain name in ASCII: *ToASCII* of Unicode Technical Standard 46 with the flags of the URL Standard
/// (non-transitional; bidi and joiners are checked, hyphens, STD3 rules and DNS lengths are not).
///
/// A name that is ASCII already is only made lower-case, as the standard says, even if its `xn--` labels are not
/// valid.
public final class Idna {
    /// A name in ASCII has at most 253 characters; the limit bounds the work on hostile input and is far above what
    /// any real name needs.
    static final int LENGTH_MAX = 2_000;

    private static final String PREFIX = "xn--";

    private Idna() {}

    /// The name in ASCII; may be empty, if all its characters are ones to be ignored.
    ///
    /// @throws InvalidDomainException if a label is not valid
    public static String toAscii(String domain) throws InvalidDomainException {
        if (isAscii(domain)) {
            return lower(domain);
        }
        if (domain.length() > LENGTH_MAX) {
            throw new InvalidDomainException(
                    "the host is an internationalised name of more than " + LENGTH_MAX + " characters");
        }
        String mapped = Normalizer.normalize(map(domain), Normalizer.Form.NFC);
        var ascii = new ArrayList<String>();
        var unicode = new ArrayList<String>();
        for (String label : mapped.split("\\.", -1)) {
            String decoded = decoded(label);
            LabelRules.check(decoded);
            unicode.add(decoded);
            ascii.add(isAscii(label) ? label : PREFIX + Punycode.encode(label));
        }
        BidiRule.check(unicode);
        return String.join(".", ascii);
    }

    private static StringBuilder map(String domain) throws InvalidDomainException {
        var table = CharacterTable.instance();
        var mapped = new StringBuilder(domain.length());
        for (int i = 0; i < domain.length(); ) {
            int codePoint = domain.codePointAt(i);
            i += Character.charCount(codePoint);
            int entry = table.entry(codePoint);
            switch (CharacterTable.kind(entry)) {
                case CharacterTable.VALID -> mapped.appendCodePoint(codePoint);
                case CharacterTable.IGNORED -> {}
                case CharacterTable.SHIFTED -> mapped.appendCodePoint(codePoint + CharacterTable.shift(entry));
                case CharacterTable.MAPPED -> table.appendMapping(entry, mapped);
                default ->
                    throw new InvalidDomainException(
                            "the host contains U+%04X, which no name may".formatted(codePoint));
            }
        }
        return mapped;
    }

    /// What an `xn--` label stands for; any other label as it is.
    private static String decoded(String label) throws InvalidDomainException {
        if (!label.startsWith(PREFIX)) {
            return label;
        }
        String decoded = isAscii(label) ? Punycode.decode(label.substring(PREFIX.length())) : "";
        boolean isProper = !isAscii(decoded)
                && !decoded.startsWith(PREFIX)
                && Normalizer.isNormalized(decoded, Normalizer.Form.NFC);
        if (!isProper) {
            throw new InvalidDomainException("the host has a label that begins with xn-- but is no valid Punycode");
        }
        return decoded;
    }

    private static boolean isAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String lower(String ascii) {
        var lower = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c);
        }
        return lower.toString();
    }
}
