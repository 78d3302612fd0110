package heddle.fetch.store;

/// What lies in a store is not of the job that is to be put there. Nothing has been changed.
public final class ForeignObjectException extends StoreException {
    private static final long serialVersionUID = 1L;

    ForeignObjectException(String message) {
        super(message);
    }
}
