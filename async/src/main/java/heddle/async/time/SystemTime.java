package heddle.async.time;

/// The system's monotonic clock, [System#nanoTime()].
enum SystemTime implements Time {
    INSTANCE;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
