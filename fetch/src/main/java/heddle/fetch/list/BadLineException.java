package heddle.fetch.list;

/// A line, or row, of a list that cannot be taken; the message goes on after "line 7 of urls.txt".
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLineException(String problem) {
        super(problem);
    }

    /// What is wrong with the line.
    String problem() {
        return String.valueOf(getMessage());
    }
}
