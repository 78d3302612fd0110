package heddle.fetch.frontier;

import org.jspecify.annotations.Nullable;

/// A URL whose turn it is, or whose text is to be read again so that it can have one.
///
/// @param <T> what is needed to ask for it
public final class Turn<T> {
    private final Host<T> host;
    private final long ordinal;
    private @Nullable T item;

    Turn(Host<T> host, long ordinal, @Nullable T item) {
        this.host = host;
        this.ordinal = ordinal;
        this.item = item;
    }

    /// Whose turn it is.
    public Host<T> host() {
        return host;
    }

    /// Its place among the URLs of the list, from 0.
    public long ordinal() {
        return ordinal;
    }

    /// What [Frontier#add] or [Frontier#supply] brought.
    public T item() {
        T there = item;
        if (there == null) {
            throw new IllegalStateException("the text of URL " + ordinal + " has not been read again");
        }
        return there;
    }

    /// Whether it has that.
    public boolean hasItem() {
        return item != null;
    }

    void supply(T brought) {
        item = brought;
    }
}
