package heddle.url.idna;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the resource of [CharacterTable] from the data of icu4j, which must be of the Unicode version of the JDK.
/// Run its `main` in the module's folder after an update of icu4j; [CharacterTableTest] fails until then.
final class CharacterTableGenerator {
    static final Path RESOURCE = Path.of("src/main/resources/heddle/url/idna/characters.bin");

    private static final Normalizer2 UTS46 = Normalizer2.getInstance(null, "uts46", Normalizer2.Mode.COMPOSE);
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int VIRAMA_CLASS = 9;

    private final ByteArrayOutputStream ranges = new ByteArrayOutputStream();
    private final StringBuilder mappings = new StringBuilder();
    private int count;
    private int previousStart;

    private CharacterTableGenerator() {}

    /// The whole resource.
    static byte[] generate() {
        return new CharacterTableGenerator().write();
    }

    static void main() throws IOException {
        Files.createDirectories(RESOURCE.getParent());
        Files.write(RESOURCE, generate());
    }

    private byte[] write() {
        int current = -1;
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int entry = entry(codePoint);
            if (entry != current || CharacterTable.kind(entry) == CharacterTable.MAPPED) {
                range(codePoint, entry);
                current = entry;
            }
        }
        var table = new ByteArrayOutputStream();
        writeInt(table, count);
        table.writeBytes(ranges.toByteArray());
        byte[] text = mappings.toString().getBytes(StandardCharsets.UTF_8);
        writeInt(table, text.length);
        table.writeBytes(text);
        return table.toByteArray();
    }

    private void range(int start, int entry) {
        writeInt(ranges, start - previousStart);
        writeInt(ranges, entry);
        previousStart = start;
        count++;
        if (CharacterTable.kind(entry) == CharacterTable.MAPPED) {
            mappings.append(mapping(start));
        }
    }

    /// The entry of a code point; that of a mapped one holds the length of the mapping.
    private static int entry(int codePoint) {
        String mapping = mapping(codePoint);
        if (mapping.contains("\uFFFD")) {
            return CharacterTable.DISALLOWED;
        }
        if (mapping.equals(Character.toString(codePoint))) {
            return valid(codePoint);
        }
        if (mapping.isEmpty()) {
            return CharacterTable.IGNORED;
        }
        if (mapping.codePointCount(0, mapping.length()) == 1) {
            int shift = mapping.codePointAt(0) - codePoint;
            int folded = (shift << 1) ^ (shift >> 31);
            return (folded << CharacterTable.KIND_BITS) | CharacterTable.SHIFTED;
        }
        return (mapping.length() << CharacterTable.KIND_BITS) | CharacterTable.MAPPED;
    }

    /// What UTS 46 makes of a code point; U+FFFD if it is disallowed. The joiners are valid, which icu4j decides
    /// outside of its data.
    static String mapping(int codePoint) {
        if (codePoint == NON_JOINER || codePoint == JOINER) {
            return Character.toString(codePoint);
        }
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return "\uFFFD";
        }
        return UTS46.normalize(Character.toString(codePoint));
    }

    private static int valid(int codePoint) {
        var joining = switch (UCharacter.getIntPropertyValue(codePoint, UProperty.JOINING_TYPE)) {
            case UCharacter.JoiningType.LEFT_JOINING -> Joining.LEFT;
            case UCharacter.JoiningType.RIGHT_JOINING -> Joining.RIGHT;
            case UCharacter.JoiningType.DUAL_JOINING -> Joining.DUAL;
            case UCharacter.JoiningType.TRANSPARENT -> Joining.TRANSPARENT;
            default -> Joining.NONE;
        };
        int virama = UCharacter.getCombiningClass(codePoint) == VIRAMA_CLASS ? CharacterTable.VIRAMA : 0;
        return ((joining.number | virama) << CharacterTable.KIND_BITS) | CharacterTable.VALID;
    }

    private static void writeInt(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
