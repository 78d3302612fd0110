package heddle.url.idna;

/// Says why a name is no internationalised domain name; the message is a clause, such as `the host contains U+FFFD,
/// which …`.
public final class InvalidDomainException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidDomainException(String problem) {
        super(problem);
    }

    /// The clause.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
