package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.trace.CloseReason;
import heddle.client.trace.WaitReason;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What events say of connections is seen in some test, word by word: a reason that nothing brings about, or that comes
/// in the place of another, would help nobody.
class SeenReasonsTest {
    /// Those that no test can bring about: a billion streams of one connection.
    private static final Set<Enum<?>> UNSEEN = Set.of(CloseReason.STREAMS_USED_UP);

    @Test
    void every_reason_is_named_by_a_test_of_the_client() {
        String tests = String.join(
                "\n", KnownTests.of(List.of("client", "testkit")).sources().values());
        assertThat(Stream.<Enum<?>>concat(Stream.of(CloseReason.values()), Stream.of(WaitReason.values())))
                .allSatisfy(reason -> assertThat(
                                tests.contains(reason.getDeclaringClass().getSimpleName() + "." + reason))
                        .as(reason.name())
                        .isNotEqualTo(UNSEEN.contains(reason)));
    }
}
