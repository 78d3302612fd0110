package heddle.s3;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/// How long calls may take, tries included. Each has such a limit: silence alone has one of its own, but not a server
/// that reads nothing of what it is sent, nor one that sends a byte now and then.
///
/// @param first              of the questions before anything is fetched: whoever waits for them is at the keyboard
/// @param question           of those without a body
/// @param completion         of joining the parts of an object, which a server may take minutes for
/// @param body               of a request with a body, beside the time for its bytes
/// @param bodyBytesPerSecond the least that counts as getting on
record CallLimits(Duration first, Duration question, Duration completion, Duration body, int bodyBytesPerSecond) {
    static final CallLimits DEFAULT = new CallLimits(
            Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(3), 16 << 10);

    Duration body(int bytes) {
        return body.plusSeconds(bytes / bodyBytesPerSecond);
    }

    /// What a call is to be overridden with.
    static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration limit) {
        return call -> call.apiCallTimeout(limit);
    }
}
