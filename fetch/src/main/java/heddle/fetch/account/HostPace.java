package heddle.fetch.account;

import java.time.Duration;

/// For how long a host was spared in a run.
///
/// @param host what its URLs are counted together by
/// @param asks how often it was asked for something
/// @param time the intervals that had to lie between these, added up: no run could have been shorter
public record HostPace(String host, long asks, Duration time) {}
