package heddle.fetch.account;

import java.time.Duration;

/// The host that would keep a job longest if it had only that one.
///
/// @param host what its URLs are counted together by
/// @param urls that wait for it
/// @param time that they take at the pace that the host is asked at, at least
public record Tail(String host, long urls, Duration time) {}
