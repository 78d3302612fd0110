package heddle.client.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps responses in memory, up to so many bytes: beyond, those go that have not been asked for longest.
public final class MemoryStore implements CacheStore {
    /// Of one key; beyond, the oldest goes.
    private static final int SELECTIONS_MAX = 32;

    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, List<CachedResponse>> responses = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private MemoryStore(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// An empty store that keeps so many bytes at most, heads included.
    public static MemoryStore of(long bytesMax) {
        if (bytesMax < 1) {
            throw new IllegalArgumentException("bytesMax is %d; it must be at least 1".formatted(bytesMax));
        }
        return new MemoryStore(bytesMax);
    }

    @Override
    public List<CachedResponse> find(String key) {
        lock.lock();
        try {
            return List.copyOf(responses.getOrDefault(key, List.of()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void put(CachedResponse response) {
        lock.lock();
        try {
            if (response.bytes() > bytesMax) {
                return;
            }
            List<CachedResponse> same = responses.computeIfAbsent(response.key(), _ -> new ArrayList<>());
            same.removeIf(old -> {
                boolean isReplaced = old.selection().equals(response.selection());
                bytes -= isReplaced ? old.bytes() : 0;
                return isReplaced;
            });
            same.addFirst(response);
            bytes += response.bytes();
            if (same.size() > SELECTIONS_MAX) {
                bytes -= same.removeLast().bytes();
            }
            while (bytes > bytesMax) {
                forget(responses.pollFirstEntry().getValue());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(String key) {
        lock.lock();
        try {
            List<CachedResponse> gone = responses.remove(key);
            if (gone != null) {
                forget(gone);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clear() {
        lock.lock();
        try {
            responses.clear();
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    private void forget(List<CachedResponse> gone) {
        gone.forEach(response -> bytes -= response.bytes());
    }

    @Override
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "MemoryStore[%d of %d bytes]".formatted(bytes(), bytesMax);
    }
}
