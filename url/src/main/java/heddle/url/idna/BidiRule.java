package heddle.url.idna;

import java.util.List;

/// The rule of RFC 5893, section 2: in a name with right-to-left letters, no label may run both ways.
final class BidiRule {
    private static final long RIGHT_TO_LEFT =
            bits(Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    private static final long ARABIC_NUMBER = bits(Character.DIRECTIONALITY_ARABIC_NUMBER);
    private static final long EUROPEAN_NUMBER = bits(Character.DIRECTIONALITY_EUROPEAN_NUMBER);
    private static final long LEFT_TO_RIGHT = bits(Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    private static final long MARK = bits(Character.DIRECTIONALITY_NONSPACING_MARK);
    private static final long NEUTRAL = MARK
            | bits(
                    Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
                    Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
                    Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
                    Character.DIRECTIONALITY_OTHER_NEUTRALS,
                    Character.DIRECTIONALITY_BOUNDARY_NEUTRAL);

    private BidiRule() {}

    static void check(List<String> labels) throws InvalidDomainException {
        if (!runRightToLeft(labels)) {
            return;
        }
        for (String label : labels) {
            if (!label.isEmpty() && !keepsRule(label)) {
                throw new InvalidDomainException("the host has a label that mixes writing directions");
            }
        }
    }

    private static boolean runRightToLeft(List<String> labels) {
        long seen = 0;
        for (String label : labels) {
            seen |= directions(label);
        }
        return (seen & (RIGHT_TO_LEFT | ARABIC_NUMBER)) != 0;
    }

    private static boolean keepsRule(String label) {
        long first = direction(label.codePointAt(0));
        long seen = directions(label);
        long last = lastThatIsNoMark(label);
        if ((first & RIGHT_TO_LEFT) != 0) {
            long allowed = RIGHT_TO_LEFT | ARABIC_NUMBER | EUROPEAN_NUMBER | NEUTRAL;
            long end = RIGHT_TO_LEFT | ARABIC_NUMBER | EUROPEAN_NUMBER;
            boolean mixesNumbers = (seen & ARABIC_NUMBER) != 0 && (seen & EUROPEAN_NUMBER) != 0;
            return (seen & ~allowed) == 0 && (last & end) != 0 && !mixesNumbers;
        }
        long allowed = LEFT_TO_RIGHT | EUROPEAN_NUMBER | NEUTRAL;
        return (first & LEFT_TO_RIGHT) != 0
                && (seen & ~allowed) == 0
                && (last & (LEFT_TO_RIGHT | EUROPEAN_NUMBER)) != 0;
    }

    /// All directions that occur in the label.
    private static long directions(String label) {
        long seen = 0;
        for (int i = 0; i < label.length(); ) {
            int codePoint = label.codePointAt(i);
            seen |= direction(codePoint);
            i += Character.charCount(codePoint);
        }
        return seen;
    }

    private static long lastThatIsNoMark(String label) {
        int end = label.length();
        while (end > 0) {
            int codePoint = label.codePointBefore(end);
            if (direction(codePoint) != MARK) {
                return direction(codePoint);
            }
            end -= Character.charCount(codePoint);
        }
        return 0;
    }

    /// The direction as one bit; the JDK counts from -1, undefined.
    private static long direction(int codePoint) {
        return bits(Character.getDirectionality(codePoint));
    }

    private static long bits(byte... directions) {
        long bits = 0;
        for (byte direction : directions) {
            bits |= 1L << (direction + 1);
        }
        return bits;
    }
}
