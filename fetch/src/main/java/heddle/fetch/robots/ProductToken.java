package heddle.fetch.robots;

/// The name by which robots.txt addresses a crawler (RFC 9309, 2.2.1): letters, `-` and `_`.
public final class ProductToken {
    private ProductToken() {}

    /// That of a User-Agent: its beginning, as far as it can be such a name. `heddle` of `heddle/0.1 (+https://…)`.
    public static String of(String userAgent) {
        int end = 0;
        while (end < userAgent.length() && isPart(userAgent.charAt(end))) {
            end++;
        }
        return userAgent.substring(0, end);
    }

    private static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }
}
