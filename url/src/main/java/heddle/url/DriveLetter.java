package heddle.url;

/// Windows drive letters, which `file:` URLs keep at the front of their path (URL Standard, section 4.1).
final class DriveLetter {
    private DriveLetter() {}

    /// Whether the range is `c:` or `c|`.
    static boolean is(String text, int from, int to) {
        return to - from == 2
                && Ascii.isLetter(text.charAt(from))
                && (text.charAt(from + 1) == ':' || text.charAt(from + 1) == '|');
    }

    /// Whether the whole path is `/c:`, which is never shortened.
    static boolean isWhole(CharSequence out, int pathStart) {
        return out.length() == pathStart + 3
                && Ascii.isLetter(out.charAt(pathStart + 1))
                && out.charAt(pathStart + 2) == ':';
    }

    /// Whether a drive letter stands at `at` as a whole segment.
    static boolean begins(Source source, int at) {
        if (at + 2 > source.length() || !is(source.text, at, at + 2)) {
            return false;
        }
        int next = source.at(at + 2);
        return next == -1 || next == '/' || next == '\\' || next == '?' || next == '#';
    }

    /// Appends the drive letter that `path` begins with, if it does.
    static void copyFrom(String path, StringBuilder out) {
        boolean begins =
                path.length() >= 3 && isWhole(path.substring(0, 3), 0) && (path.length() == 3 || path.charAt(3) == '/');
        if (begins) {
            out.append(path, 0, 3);
        }
    }
}
