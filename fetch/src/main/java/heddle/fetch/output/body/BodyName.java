package heddle.fetch.output.body;

import heddle.url.Url;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Names for files of bodies that are safe on every file system: a thousand files a folder, ASCII letters, digits,
/// dot, dash and underscore only, and never the same name twice, because each begins with its URL's place in the
/// list.
final class BodyName {
    static final int FILES_PER_FOLDER = 1_000;

    private static final int FOLDER_DIGITS = 6;
    private static final int ORDINAL_DIGITS = 9;
    private static final int WORDS_CHARS_MAX = 100;
    /// Names that Windows keeps for itself, whatever follows a dot.
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])([.].*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,18}");

    private BodyName() {}

    /// Such as `000012/000012345-example.com_a_b.html`.
    static String of(long ordinal, String url) {
        StringBuilder name = new StringBuilder();
        padded(name, ordinal / FILES_PER_FOLDER, FOLDER_DIGITS).append('/');
        padded(name, ordinal, ORDINAL_DIGITS).append('-');
        return words(name, url).toString();
    }

    /// A folder for the bodies of a host: its name as far as that is plain, never one that means something to a file
    /// system.
    static String folderOf(String url) {
        String host = Url.canParse(url) ? Url.parse(url).host() : "";
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < host.length(); i++) {
            name.append(isPlain(host.charAt(i)) ? host.charAt(i) : '_');
        }
        boolean isOdd =
                name.isEmpty() || name.charAt(0) == '.' || DEVICE.matcher(name).matches();
        return isOdd ? "_" + name : trimmed(name).toString();
    }

    /// The number that the name of a file or folder made here begins with; empty for any other name.
    static OptionalLong number(String name) {
        int dash = name.indexOf('-');
        String digits = dash < 0 ? name : name.substring(0, dash);
        return DIGITS.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static StringBuilder padded(StringBuilder name, long number, int digits) {
        String text = Long.toString(number);
        return name.repeat("0", Math.max(0, digits - text.length())).append(text);
    }

    /// Host and path of the URL as far as they are plain; the end is kept when it is long, for the sake of its
    /// suffix.
    private static StringBuilder words(StringBuilder name, String url) {
        int from = url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3;
        int to = endOfPath(url, from);
        from = Math.max(from, to - WORDS_CHARS_MAX);
        for (int i = from; i < to; i++) {
            char unit = url.charAt(i);
            name.append(isPlain(unit) ? unit : '_');
        }
        return trimmed(name);
    }

    /// Without dots at its end, which some systems drop.
    private static StringBuilder trimmed(StringBuilder name) {
        while (name.charAt(name.length() - 1) == '.') {
            name.setLength(name.length() - 1);
        }
        return name;
    }

    private static int endOfPath(String url, int from) {
        int end = url.length();
        int query = url.indexOf('?', from);
        int fragment = url.indexOf('#', from);
        end = query < 0 ? end : Math.min(end, query);
        return fragment < 0 ? end : Math.min(end, fragment);
    }

    private static boolean isPlain(char unit) {
        return (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= '0' && unit <= '9')
                || unit == '.'
                || unit == '-';
    }
}
