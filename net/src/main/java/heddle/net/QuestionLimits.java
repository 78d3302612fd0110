package heddle.net;

/// How many questions a loop asks name servers: two a name where both IP versions are wanted. Others wait in order,
/// and the [timeout][DnsOptions#timeout] of their dials runs.
///
/// @param atOnceMax how many may be without an answer; at least 1, 256 by default
/// @param perSecondMax how many may be asked a second, after a tenth of a second's at once; at least 1; by
///     default there is no such limit, as questions at once go by how fast the servers answer. Public
///     servers have one: Google's refuse what is beyond 1,500 a second from one address
public record QuestionLimits(int atOnceMax, int perSecondMax) {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    public QuestionLimits {
        require("atOnceMax", atOnceMax);
        require("perSecondMax", perSecondMax);
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("DNS %s must be at least 1, not %d".formatted(name, value));
        }
    }

    /// 256 at once.
    public static QuestionLimits defaults() {
        return new QuestionLimits(256, UNLIMITED);
    }

    /// A copy with at most so many at once.
    public QuestionLimits atOnceMax(int questions) {
        return new QuestionLimits(questions, perSecondMax);
    }

    /// A copy with at most so many a second.
    public QuestionLimits perSecondMax(int questions) {
        return new QuestionLimits(atOnceMax, questions);
    }
}
