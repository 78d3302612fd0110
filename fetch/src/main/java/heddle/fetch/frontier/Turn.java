package heddle.fetch.frontier;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A URL whose turn it is, or whose text is to be read again so that it can have one.
///
/// @param <T> what is needed to ask for it
public final class Turn<T> {
    private final Host<T> host;
    private final long ordinal;
    private @Nullable T item;
    private int retries;
    private boolean isPermitted;
    private boolean isAskedOtherwise;

    /// When it was begun first, and last.
    long firstStart;

    long start;

    /// When it may be tried again.
    long due;

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

    /// How often it has been tried before this turn.
    public int retries() {
        return retries;
    }

    /// Why it is not to be asked for at all, if its host has been given up.
    public Optional<GivenUp> givenUp() {
        return Optional.ofNullable(host.givenUp);
    }

    /// Whether somebody has [permitted][#permit] it to be asked for since it was tried last.
    public boolean isPermitted() {
        return isPermitted;
    }

    /// Notes that it may be asked for, so that nobody has to find that out again.
    public void permit() {
        isPermitted = true;
    }

    /// Whether it is asked for in the second of two ways, since the first [failed][#askOtherwise].
    public boolean isAskedOtherwise() {
        return isAskedOtherwise;
    }

    /// Notes that the first of two ways of asking for it has failed.
    public void askOtherwise() {
        isAskedOtherwise = true;
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

    void begin(long now) {
        if (retries == 0) {
            firstStart = now;
        }
        start = now;
    }

    /// Waits for another try, and holds nothing meanwhile.
    void waitUntil(long nanos) {
        retries++;
        due = nanos;
        item = null;
        isPermitted = false;
    }
}
