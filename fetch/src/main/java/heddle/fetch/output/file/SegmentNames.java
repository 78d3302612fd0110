package heddle.fetch.output.file;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the segments of an output are called: a folder, and in it files whose names hold their number.
///
/// @param folder  relative to the output folder, with a slash at its end
/// @param prefix  before the number
/// @param middle  a pattern for what stands between number and suffix; without groups
/// @param between what new names have there
/// @param suffix  that tells the format
public record SegmentNames(String folder, String prefix, String middle, String between, String suffix) {
    /// What a file has behind its name while it is written.
    static final String WORKING = ".open";

    /// What a file has behind its name while it is made from a working one.
    public static final String MAKING = ".tmp";

    /// What the note has behind a segment's name that says that the segment is elsewhere, whole.
    public static final String UPLOADED = ".uploaded";

    private static final int DIGITS = 6;
    private static final Pattern HELD = Pattern.compile("body-[0-9]+" + Pattern.quote(MAKING));

    /// Names with nothing but a number: `tar/000000.tar`.
    public static SegmentNames plain(String folder, String prefix, String suffix) {
        return new SegmentNames(folder, prefix, "", "", suffix);
    }

    /// The name of a new segment, relative to the output folder.
    String of(int number) {
        String digits = Integer.toString(number);
        return folder + prefix + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + between + suffix;
    }

    /// The number in a name that was made here, relative to the output folder; empty for any other name.
    OptionalInt number(String name) {
        Matcher match = Pattern.compile(
                        Pattern.quote(folder + prefix) + "([0-9]{6,9})" + middle + Pattern.quote(suffix))
                .matcher(name);
        return match.matches() ? OptionalInt.of(Integer.parseInt(match.group(1))) : OptionalInt.empty();
    }

    /// Whether a file of this name, relative to the output folder, was made by this output.
    boolean isOurs(String name) {
        return number(finalName(name)).isPresent()
                || HELD.matcher(name.substring(folder.length())).matches();
    }

    /// Where a body may lie until it is written to a segment; what is left there is deleted when the segments are
    /// opened.
    public Path held(Path root, long ordinal) {
        return root.resolve(folder + "body-" + ordinal + MAKING);
    }

    /// Whether a file of this name, relative to the output folder, is a complete segment of this output.
    public boolean isSegment(String name) {
        return number(name).isPresent();
    }

    /// The name of the segment that this file belongs to: without what it has behind it.
    static String finalName(String name) {
        for (String behind : new String[] {WORKING, MAKING, UPLOADED}) {
            if (name.endsWith(behind)) {
                return name.substring(0, name.length() - behind.length());
            }
        }
        return name;
    }
}
