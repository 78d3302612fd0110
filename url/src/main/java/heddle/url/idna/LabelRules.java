package heddle.url.idna;

/// The validity criteria of one label in Unicode: UTS 46, section 4.1, with the rules for joiners of RFC 5892,
/// appendix A.
final class LabelRules {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;

    private LabelRules() {}

    static void check(String label) throws InvalidDomainException {
        int[] codePoints = label.codePoints().toArray();
        if (codePoints.length > 0 && isMark(codePoints[0])) {
            throw new InvalidDomainException(
                    "the host has a label that begins with the combining mark U+%04X".formatted(codePoints[0]));
        }
        var table = CharacterTable.instance();
        int[] entries = new int[codePoints.length];
        for (int i = 0; i < codePoints.length; i++) {
            entries[i] = table.entry(codePoints[i]);
            if (CharacterTable.kind(entries[i]) != CharacterTable.VALID) {
                throw new InvalidDomainException(
                        "the host contains U+%04X, which no name may".formatted(codePoints[i]));
            }
        }
        for (int i = 0; i < codePoints.length; i++) {
            if (isJoiner(codePoints[i]) && !mayJoin(codePoints[i], entries, i)) {
                throw new InvalidDomainException(
                        "the host contains the joiner U+%04X where it joins nothing".formatted(codePoints[i]));
            }
        }
    }

    private static boolean isJoiner(int codePoint) {
        return codePoint == NON_JOINER || codePoint == JOINER;
    }

    private static boolean mayJoin(int joiner, int[] entries, int at) {
        if (at > 0 && CharacterTable.isVirama(entries[at - 1])) {
            return true;
        }
        return joiner == NON_JOINER && joinsBefore(entries, at) && joinsAfter(entries, at);
    }

    private static boolean joinsBefore(int[] entries, int at) {
        int i = at - 1;
        while (i >= 0 && CharacterTable.joining(entries[i]) == Joining.TRANSPARENT) {
            i--;
        }
        return i >= 0
                && switch (CharacterTable.joining(entries[i])) {
                    case LEFT, DUAL -> true;
                    case NONE, RIGHT, TRANSPARENT -> false;
                };
    }

    private static boolean joinsAfter(int[] entries, int at) {
        int i = at + 1;
        while (i < entries.length && CharacterTable.joining(entries[i]) == Joining.TRANSPARENT) {
            i++;
        }
        return i < entries.length
                && switch (CharacterTable.joining(entries[i])) {
                    case RIGHT, DUAL -> true;
                    case NONE, LEFT, TRANSPARENT -> false;
                };
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
