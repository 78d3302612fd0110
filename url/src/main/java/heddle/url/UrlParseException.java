package heddle.url;

/// Says that a text is no URL: which part is wrong, where it stands, and what to do.
///
/// The message is one short line for people, whatever the input: a long input is cut to the surroundings of the
/// problem, and characters that do not print are escaped. The accessors give the same to programs, uncut.
public final class UrlParseException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final UrlPart part;
    private final int position;
    private final String input;
    private final String problem;
    private final String advice;

    UrlParseException(UrlPart part, int position, String input, String problem, String advice) {
        super("Cannot parse the URL " + Excerpt.around(input, position) + ": at position " + position + ", " + problem
                + ". " + advice + ".");
        this.part = part;
        this.position = position;
        this.input = input;
        this.problem = problem;
        this.advice = advice;
    }

    /// The part that is wrong.
    public UrlPart part() {
        return part;
    }

    /// Where in [#input()] the problem stands: an index from 0 to its length.
    public int position() {
        return position;
    }

    /// The text that was to be parsed, as it was given.
    public String input() {
        return input;
    }

    /// What is wrong, such as `the port 99999 is above 65535`.
    public String problem() {
        return problem;
    }

    /// What to do about it, such as `Use a port from 0 to 65535`.
    public String advice() {
        return advice;
    }
}
