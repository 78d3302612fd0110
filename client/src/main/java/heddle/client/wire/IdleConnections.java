package heddle.client.wire;

import org.jspecify.annotations.Nullable;

/// All idle connections of a pool, the longest idle first: a list through the connections themselves, so that the
/// constant going in and out costs no allocation. Used on the I/O thread.
final class IdleConnections {
    private @Nullable Connection oldest;
    private @Nullable Connection newest;
    private int size;

    void add(Connection connection) {
        connection.older = newest;
        connection.newer = null;
        if (newest == null) {
            oldest = connection;
        } else {
            newest.newer = connection;
        }
        newest = connection;
        size++;
    }

    /// Takes out a connection that is in the list.
    void remove(Connection connection) {
        Connection older = connection.older;
        Connection newer = connection.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        connection.older = null;
        connection.newer = null;
        size--;
    }

    @Nullable Connection oldest() {
        return oldest;
    }

    int size() {
        return size;
    }
}
