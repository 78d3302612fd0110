package heddle.fetch.frontier;

/// How long one goes on with what fails.
///
/// @param retries     of one URL
/// @param delayNanos  the most to wait before the first; twice as much before each that follows
/// @param spanNanos   from the first attempt of a URL to the start of its last
/// @param budgetNanos from the first attempt at a host until what is left of it is given up
public record Patience(int retries, long delayNanos, long spanNanos, long budgetNanos) {
    /// None.
    public static final Patience NONE = new Patience(0, 0, 0, Frontier.NEVER);
}
