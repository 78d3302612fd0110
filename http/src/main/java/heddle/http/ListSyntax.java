package heddle.http;

import java.util.List;

/// The comma-separated lists of header values (RFC 9110, 5.6.1), with quoted strings (5.6.4) kept whole.
final class ListSyntax {
    private ListSyntax() {}

    /// Adds the members of one line to a list, without the blanks around them; empty members are left out.
    static void split(String line, List<String> members) {
        for (int start = 0; start <= line.length(); ) {
            int end = memberEnd(line, start);
            String member = FieldSyntax.trim(line.substring(start, end));
            if (!member.isEmpty()) {
                members.add(member);
            }
            start = end + 1;
        }
    }

    /// Whether a member of the line is that text, compared without case.
    static boolean contains(String line, String text) {
        for (int start = 0; start <= line.length(); ) {
            int end = memberEnd(line, start);
            if (FieldSyntax.trim(line.substring(start, end)).equalsIgnoreCase(text)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /// The index of the comma that ends the member, or the length of the line; an open quote reaches to the end.
    private static int memberEnd(String line, int start) {
        boolean isQuoted = false;
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (isQuoted && c == '\\') {
                i++;
            } else if (c == ',' && !isQuoted) {
                return i;
            }
        }
        return line.length();
    }
}
